import type {
  AccountRef,
  Close,
  Evaluation,
  IndicatorChange,
  RecordedVector,
  VectorVersion,
} from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { quoted } from '../structure.ts';
import { decodeEvaluation, encodeEvaluation, packVersion } from './evaluation-json.ts';
import { accountsRelation } from './requests.ts';
import { ONE_BLOCK, READ_SETTINGS, rowsOf } from './statements.ts';

type RecordedRow = readonly [
  i: number,
  epoch: number,
  facts: number,
  receivedSum: string,
  asOf: number,
  evaluation: string,
  closedThrough: string | null,
];
/** Rows that name the same indicators. */
type RecordedRows = readonly [indicators: readonly string[], rows: readonly RecordedRow[]];

/** The newest recorded vector of each account; see FactStore.recorded. */
export async function readRecorded(
  client: ClickHouse,
  accounts: readonly AccountRef[],
): Promise<(RecordedVector | null)[]> {
  const vectors = accounts.map((): RecordedVector | null => null);
  if (accounts.length === 0) return vectors;
  for (const [indicators, rows] of await rowsOf<RecordedRows>(client, recordedSQL(accounts), READ_SETTINGS))
    for (const [i, epoch, facts, receivedSum, asOf, evaluation, closedThrough] of rows) {
      const version = { epoch, facts, receivedSum: BigInt(receivedSum), asOf };
      vectors[i] = { live: decodeEvaluation(evaluation, indicators, version), closedThrough };
    }
  return vectors;
}

function recordedSQL(accounts: readonly AccountRef[]): string {
  const asked = '(tenant_id, account_id) IN (SELECT tenant_id, account_id FROM asked)';
  return `WITH asked AS (${accountsRelation(accounts)})
SELECT splitByChar(',', v.indicators), groupArray((a.i, v.epoch, v.facts, toString(v.received_sum),
  toUnixTimestamp64Milli(v.as_of), v.evaluation, c.closed_through))
FROM (
  SELECT tenant_id, account_id, epoch, facts, received_sum, as_of, indicators, evaluation FROM vectors FINAL WHERE ${asked}
) AS v
INNER JOIN asked AS a ON a.tenant_id = v.tenant_id AND a.account_id = v.account_id
LEFT JOIN (
  SELECT tenant_id, account_id, epoch, toNullable(max(day)) AS closed_through FROM closes FINAL WHERE ${asked}
  GROUP BY tenant_id, account_id, epoch
) AS c ON c.tenant_id = v.tenant_id AND c.account_id = v.account_id AND c.epoch = v.epoch
GROUP BY v.indicators`;
}

/** Closes first, then vectors; see FactStore.record. */
export async function recordChanges(client: ClickHouse, changes: readonly IndicatorChange[]): Promise<void> {
  const closes = changes.flatMap((change) => change.closes.map((close) => ({ change, close })));
  const closesAlike = Map.groupBy(closes, ({ close }) => namesIn(close.evaluation));
  for (const [names, rows] of closesAlike) await insertRows(client, closesInto(names), rows.map(closeRow));
  const vectorsAlike = Map.groupBy(changes, ({ live }) => namesIn(live));
  for (const [names, rows] of vectorsAlike) await insertRows(client, vectorsInto(names), rows.map(vectorRow));
}

/** Of its indicators, joined. They are longer than all the rest of a row, so rows are inserted by them. */
function namesIn({ values }: Evaluation): string {
  return values.map(({ indicator }) => indicator).join();
}

type Row = readonly unknown[];

/** Rows as arrays, half the size of objects. */
async function insertRows(client: ClickHouse, into: string, rows: readonly Row[]): Promise<void> {
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  await client.send(`${into} FORMAT JSONCompactEachRow`, Buffer.from(lines), { settings: ONE_BLOCK });
}

const VERSION_COLUMNS = 'epoch UInt32, facts UInt64, received_sum UInt128, ver UInt256';
const VECTOR_COLUMNS = `tenant_id String, account_id String, as_of DateTime64(3, 'UTC'), ${VERSION_COLUMNS}, evaluation String`;
const CLOSE_COLUMNS = `tenant_id String, account_id String, day Date, ${VERSION_COLUMNS},
  values Array(Nullable(Float64)), reasons Array(String)`;

function vectorsInto(names: string): string {
  return `INSERT INTO vectors (tenant_id, account_id, as_of, epoch, facts, received_sum, ver, evaluation, indicators)
SELECT *, ${quoted(names)} FROM input(${quoted(VECTOR_COLUMNS)})`;
}

function closesInto(names: string): string {
  return `INSERT INTO closes (tenant_id, account_id, day, epoch, facts, received_sum, ver, values, reasons, indicators)
SELECT *, splitByChar(',', ${quoted(names)}) FROM input(${quoted(CLOSE_COLUMNS)})`;
}

function vectorRow({ tenantId, accountId, live }: IndicatorChange): Row {
  return [tenantId, accountId, live.version.asOf, ...versionColumns(live.version), encodeEvaluation(live)];
}

function closeRow({ change, close }: { readonly change: AccountRef; readonly close: Close }): Row {
  const { tenantId, accountId } = change;
  const { version, values } = close.evaluation;
  const [numbers, reasons] = [values.map((v) => v.value), values.map((v) => v.reason ?? '')];
  return [tenantId, accountId, close.day, ...versionColumns(version), numbers, reasons];
}

function versionColumns(version: VectorVersion): Row {
  return [version.epoch, version.facts, String(version.receivedSum), String(packVersion(version))];
}
