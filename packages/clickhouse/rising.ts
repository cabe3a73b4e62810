import {
  AFFECTED,
  type AffectedRow,
  EXPOSED,
  type ExposedRow,
  FIRST_DAYS,
  type FirstDayRow,
  fortnightsByKind,
  type Instant,
  type RisingAnswer,
  risingOf,
} from '@bellwether/domain';
import type { ClickHouse } from './connect.ts';
import { READ_SETTINGS, rowsOf } from './fact-store/statements.ts';

/** What befalls more of a tenant's accounts than usual, and whom it has not reached. Rejects with a ClickHouseFailure. */
export async function readRising(client: ClickHouse, tenant: string, asOf: Instant): Promise<RisingAnswer> {
  const params = { tenant, as_of: asOf };
  const ask = <Row>(sql: string) => rowsOf<Row>(client, sql, READ_SETTINGS, params);
  const [firstDays, affected, exposed] = await Promise.all([
    ask<FirstDayRow>(FIRST_DAYS),
    ask<AffectedRow>(AFFECTED),
    ask<ExposedRow>(EXPOSED),
  ]);
  return risingOf(affected, exposed, fortnightsByKind(firstDays, asOf));
}
