import type { ClickHouse } from '@bellwether/clickhouse';
import type { AccountRef, Instant } from '@bellwether/domain';
import { CHANGE_HEAD, type ChangeHead } from './changes.ts';

/** The newest health-score-change of an account, in points. */
export interface LastChange extends ChangeHead {
  readonly eventId: string;
  readonly contributions: readonly {
    readonly indicator: string;
    readonly title: string;
    readonly delta: number;
  }[];
  readonly causes: readonly string[];
  readonly nextSteps: readonly { readonly indicator: string; readonly team: string; readonly step: string }[];
}

/** As of an instant; null before the first. */
export async function lastChangeOf(
  client: ClickHouse,
  account: AccountRef,
  asOf: Instant,
): Promise<LastChange | null> {
  const [row] = await client.rows<LastChange>(
    `SELECT event_id AS eventId, ${CHANGE_HEAD}, cause_ids AS causes,
       arrayMap(
         line -> CAST((line.id, line.title, line.delta_tenths / 10), 'Tuple(indicator String, title String, delta Float64)'),
         contributions) AS contributions,
       next_steps AS nextSteps
     FROM score_changes FINAL
     WHERE tenant_id = {tenant:String} AND account_id = {account:String}
       AND as_of <= fromUnixTimestamp64Milli({asOf:Int64})
     ORDER BY sequence DESC LIMIT 1`,
    {
      params: { tenant: account.tenantId, account: account.accountId, asOf },
      settings: { output_format_json_named_tuples_as_objects: 1 },
    },
  );
  return row ?? null;
}
