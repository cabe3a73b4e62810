import type { AccountRef, EvaluationRequest } from '@bellwether/domain';
import { quoted } from '../structure.ts';

/** Rows as one string literal, which the server parses faster than as many tuples. */
function literalRows(structure: string, rows: readonly (readonly unknown[])[]): string {
  const body = rows.map((row) => JSON.stringify(row)).join('\n');
  return `format(JSONCompactEachRow, ${quoted(structure)}, ${quoted(body)})`;
}

/** A SELECT of i, tenant_id, account_id, as_of; `i` is the request's place. */
export function requestsRelation(requests: readonly EvaluationRequest[]): string {
  const rows = requests.map(({ tenantId, accountId, asOf }, i) => [i, tenantId, accountId, asOf]);
  return `SELECT i, tenant_id, account_id, fromUnixTimestamp64Milli(as_of_ms, 'UTC') AS as_of
FROM ${literalRows('i UInt32, tenant_id String, account_id String, as_of_ms Int64', rows)}`;
}

/** A SELECT of i, tenant_id, account_id. */
export function accountsRelation(accounts: readonly AccountRef[]): string {
  const rows = accounts.map(({ tenantId, accountId }, i) => [i, tenantId, accountId]);
  return `SELECT * FROM ${literalRows('i UInt32, tenant_id String, account_id String', rows)}`;
}

export type DirtyRow = readonly [
  tenantId: string,
  accountId: string,
  topic: string,
  day: string,
  epoch: number,
];

/** A SELECT of tenant_id, account_id, topic, day, epoch. */
export function dirtyRelation(rows: readonly DirtyRow[]): string {
  return `SELECT * FROM ${literalRows(
    'tenant_id String, account_id String, topic String, day Date, epoch UInt32',
    rows,
  )}`;
}
