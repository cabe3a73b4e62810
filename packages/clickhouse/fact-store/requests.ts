import type { AccountRef, BucketRef, EpochOf, EvaluationRequest, RequestsSQL } from '@bellwether/domain';
import { quoted } from '../structure.ts';

/** Rows as one string literal, which the server parses faster than as many tuples. */
function literalRows(structure: string, rows: readonly (readonly unknown[])[]): string {
  const body = rows.map((row) => JSON.stringify(row)).join('\n');
  return `format(JSONCompactEachRow, ${quoted(structure)}, ${quoted(body)})`;
}

/** More are cheaper to look up as a set that is read than as tuples that are analysed. */
const ACCOUNT_TUPLES_MAX = 200;

/** Of the requests those at `places`, which is what `i` counts; all when left out. */
export function requestsSQL(
  requests: readonly EvaluationRequest[],
  places: readonly number[] = requests.map((_, i) => i),
): RequestsSQL {
  const asked = places.map((i) => ({ i, ...requests[i]! }));
  const rows = asked.map(({ i, tenantId, accountId, asOf }) => [i, tenantId, accountId, asOf]);
  return {
    relation: `SELECT i, tenant_id, account_id, fromUnixTimestamp64Milli(as_of_ms, 'UTC') AS as_of
FROM ${literalRows('i UInt32, tenant_id String, account_id String, as_of_ms Int64', rows)}`,
    accounts: accountsIn(asked),
  };
}

/** What stands behind `(tenant_id, account_id) IN`. */
function accountsIn(requests: readonly AccountRef[]): string {
  const tuples = new Set<string>();
  for (const { tenantId, accountId } of requests) {
    tuples.add(`(${quoted(tenantId)}, ${quoted(accountId)})`);
    if (tuples.size > ACCOUNT_TUPLES_MAX) return '(SELECT tenant_id, account_id FROM requests)';
  }
  return `(${[...tuples].join(', ')})`;
}

/** A SELECT of i, tenant_id, account_id. */
export function accountsRelation(accounts: readonly AccountRef[]): string {
  const rows = accounts.map(({ tenantId, accountId }, i) => [i, tenantId, accountId]);
  return `SELECT * FROM ${literalRows('i UInt32, tenant_id String, account_id String', rows)}`;
}

/** A SELECT of tenant_id, account_id, topic, day, epoch. */
export function dirtyRelation(buckets: readonly BucketRef[], epochOf: EpochOf): string {
  const rows = buckets.map((b) => [b.tenantId, b.accountId, b.topic, b.day, epochOf(b.tenantId)]);
  return `SELECT * FROM ${literalRows('tenant_id String, account_id String, topic String, day Date, epoch UInt32', rows)}`;
}

/** A SELECT of tenant_id, day, account_id: the order in which facts lie. */
export function keysRelation(buckets: readonly BucketRef[]): string {
  const rows = buckets.map((b) => [b.tenantId, b.day, b.accountId]);
  return `SELECT * FROM ${literalRows('tenant_id String, day Date, account_id String', rows)}`;
}
