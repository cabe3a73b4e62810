import type { AccountRef, Close, IndicatorChange, RecordedVector, VectorVersion } from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { quoted } from '../structure.ts';
import { decodeEvaluation, encodeEvaluation, packVersion } from './evaluation-json.ts';
import { accountsRelation } from './requests.ts';
import { ONE_BLOCK, READ_SETTINGS, rowsOf } from './statements.ts';

type RecordedRow = readonly [i: number, evaluation: string, closedThrough: string | null];

/** The newest recorded vector of each account; see FactStore.recorded. */
export async function readRecorded(
  client: ClickHouse,
  accounts: readonly AccountRef[],
): Promise<(RecordedVector | null)[]> {
  if (accounts.length === 0) return [];
  const rows = await rowsOf<RecordedRow>(client, recordedSQL(accounts), READ_SETTINGS);
  const byPlace = new Map(rows.map((row) => [row[0], row]));
  return accounts.map((_, i) => {
    const row = byPlace.get(i);
    return row ? { live: decodeEvaluation(row[1]), closedThrough: row[2] } : null;
  });
}

function recordedSQL(accounts: readonly AccountRef[]): string {
  const asked = '(tenant_id, account_id) IN (SELECT tenant_id, account_id FROM asked)';
  return `WITH asked AS (${accountsRelation(accounts)})
SELECT a.i, v.evaluation, c.closed_through
FROM (SELECT tenant_id, account_id, epoch, evaluation FROM vectors FINAL WHERE ${asked}) AS v
INNER JOIN asked AS a ON a.tenant_id = v.tenant_id AND a.account_id = v.account_id
LEFT JOIN (
  SELECT tenant_id, account_id, epoch, toNullable(max(day)) AS closed_through FROM closes FINAL WHERE ${asked}
  GROUP BY tenant_id, account_id, epoch
) AS c ON c.tenant_id = v.tenant_id AND c.account_id = v.account_id AND c.epoch = v.epoch`;
}

/** Closes first, then vectors; see FactStore.record. */
export async function recordChanges(client: ClickHouse, changes: readonly IndicatorChange[]): Promise<void> {
  const closes = changes.flatMap((change) => change.closes.map((close) => ({ change, close })));
  const alike = Map.groupBy(closes, ({ close }) => close.evaluation.values.map((v) => v.indicator).join());
  for (const [indicators, rows] of alike)
    await insertRows(client, closesInto(indicators.split(',')), rows.map(closeRow));
  await insertRows(client, VECTORS_INTO, changes.map(vectorRow));
}

type Row = readonly unknown[];

/** Rows as arrays, half the size of objects. */
async function insertRows(client: ClickHouse, into: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  await client.send(`${into} FORMAT JSONCompactEachRow`, Buffer.from(lines), { settings: ONE_BLOCK });
}

const VECTORS_INTO =
  'INSERT INTO vectors (tenant_id, account_id, as_of, epoch, facts, received_sum, ver, evaluation)';

function vectorRow({ tenantId, accountId, live }: IndicatorChange): Row {
  return [tenantId, accountId, live.version.asOf, ...versionColumns(live.version), encodeEvaluation(live)];
}

const CLOSE_COLUMNS = `tenant_id String, account_id String, day Date, epoch UInt32, facts UInt64, received_sum UInt128,
  ver UInt256, values Array(Nullable(Float64)), reasons Array(String)`;

/** All rows have the same indicators, whose names are as long as all the rest: they are said once. */
function closesInto(indicators: readonly string[]): string {
  return `INSERT INTO closes (tenant_id, account_id, day, epoch, facts, received_sum, ver, indicators, values, reasons)
SELECT tenant_id, account_id, day, epoch, facts, received_sum, ver, [${indicators.map(quoted).join(', ')}], values, reasons
FROM input(${quoted(CLOSE_COLUMNS)})`;
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
