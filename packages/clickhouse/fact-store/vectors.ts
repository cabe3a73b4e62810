import type { AccountRef, Close, IndicatorChange, RecordedVector, VectorVersion } from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { decodeEvaluation, encodeEvaluation, packVersion } from './evaluation-json.ts';
import { accountsRelation } from './requests.ts';
import { READ_SETTINGS, rowsOf } from './statements.ts';

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
  await client.insert(
    'closes',
    changes.flatMap((change) => change.closes.map((close) => closeRow(change, close))),
  );
  await client.insert('vectors', changes.map(vectorRow));
}

function vectorRow({ tenantId, accountId, live }: IndicatorChange): object {
  return {
    tenant_id: tenantId,
    account_id: accountId,
    as_of: live.version.asOf,
    ...versionColumns(live.version),
    evaluation: encodeEvaluation(live),
  };
}

function closeRow({ tenantId, accountId }: AccountRef, { day, evaluation }: Close): object {
  return {
    tenant_id: tenantId,
    account_id: accountId,
    day,
    ...versionColumns(evaluation.version),
    indicators: evaluation.values.map((v) => v.indicator),
    values: evaluation.values.map((v) => v.value),
    reasons: evaluation.values.map((v) => v.reason ?? ''),
    // A close is never built upon.
    evaluation: encodeEvaluation({ ...evaluation, facets: {} }),
  };
}

function versionColumns(version: VectorVersion): object {
  return {
    epoch: version.epoch,
    facts: version.facts,
    received_sum: String(version.receivedSum),
    ver: String(packVersion(version)),
  };
}
