import type { AccountRef, EvaluationRequest, RequestsSQL } from '@bellwether/domain';
import { quoted } from '../structure.ts';

/** Rows as one string literal, which the server parses faster than as many tuples. */
function literalRows(structure: string, rows: readonly (readonly unknown[])[]): string {
  const body = rows.map((row) => JSON.stringify(row)).join('\n');
  return `format(JSONCompactEachRow, ${quoted(structure)}, ${quoted(body)})`;
}

/** More are cheaper to look up as a set that is read than as tuples that are analysed. */
const ACCOUNT_TUPLES_MAX = 200;

/** `i` is the request's place. */
export function requestsSQL(requests: readonly EvaluationRequest[]): RequestsSQL {
  const rows = requests.map(({ tenantId, accountId, asOf }, i) => [i, tenantId, accountId, asOf]);
  const accounts = new Set(requests.map((r) => `(${quoted(r.tenantId)}, ${quoted(r.accountId)})`));
  return {
    relation: `SELECT i, tenant_id, account_id, fromUnixTimestamp64Milli(as_of_ms, 'UTC') AS as_of
FROM ${literalRows('i UInt32, tenant_id String, account_id String, as_of_ms Int64', rows)}`,
    accounts:
      accounts.size <= ACCOUNT_TUPLES_MAX
        ? `(${[...accounts].join(', ')})`
        : '(SELECT tenant_id, account_id FROM requests)',
  };
}

/** A SELECT of i, tenant_id, account_id. */
export function accountsRelation(accounts: readonly AccountRef[]): string {
  const rows = accounts.map(({ tenantId, accountId }, i) => [i, tenantId, accountId]);
  return `SELECT * FROM ${literalRows('i UInt32, tenant_id String, account_id String', rows)}`;
}

export type DirtyRow = readonly [tenantId: string, accountId: string, day: string, epoch: number];

/** A SELECT of tenant_id, account_id, day, epoch. */
export function dirtyRelation(rows: readonly DirtyRow[]): string {
  return `SELECT * FROM ${literalRows('tenant_id String, account_id String, day Date, epoch UInt32', rows)}`;
}
