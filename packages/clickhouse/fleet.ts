import {
  type FleetAnswer,
  type FleetMetric,
  type FleetParameters,
  type FleetRow,
  type FleetSplit,
  fleetParameters,
  fleetRows,
  fleetSQL,
} from '@bellwether/domain';
import type { ClickHouse } from './connect.ts';
import { READ_SETTINGS, rowsOf } from './fact-store/statements.ts';

/** Fleet metrics by month and what they are split by. Rejects with a ClickHouseFailure. */
export async function readFleet(
  client: ClickHouse,
  metrics: readonly FleetMetric[],
  split: FleetSplit,
  asked: FleetParameters,
): Promise<FleetRow[]> {
  const answers = await rowsOf<FleetAnswer>(
    client,
    fleetSQL(metrics, split),
    READ_SETTINGS,
    fleetParameters(asked),
  );
  return answers.flatMap((answer) => fleetRows(metrics, answer));
}
