import { ACCOUNT_PARTITIONS, type AccountRef } from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { quoted } from '../structure.ts';
import { READ_SETTINGS, rowsOf } from './statements.ts';

type AccountRow = readonly [tenantId: string, accountId: string];

/** ClickHouse computes the partition as Kafka's producers do, so ownership is a condition and not a list. */
function inPartitions(partitions: readonly number[]): string {
  const partition = `kafkaMurmurHash(concat(tenant_id, '/', account_id)) % ${ACCOUNT_PARTITIONS}`;
  return `${partition} IN (${partitions.join(', ')})`;
}

/** See FactStore.owned. */
export async function ownedAccounts(
  client: ClickHouse,
  partitions: readonly number[],
  after: AccountRef | null,
  limit: number,
): Promise<AccountRef[]> {
  if (partitions.length === 0) return [];
  const later = after
    ? `AND (tenant_id, account_id) > (${quoted(after.tenantId)}, ${quoted(after.accountId)})`
    : '';
  const rows = await rowsOf<AccountRow>(
    client,
    `SELECT DISTINCT tenant_id, account_id FROM account_days FINAL
WHERE facts > 0 AND ${inPartitions(partitions)} ${later}
ORDER BY tenant_id, account_id LIMIT ${limit}`,
    READ_SETTINGS,
  );
  return rows.map(refOf);
}

/** See FactStore.due. */
export async function dueAccounts(
  client: ClickHouse,
  due: { tenantId: string; epoch: number; partitions: readonly number[]; limit: number },
): Promise<AccountRef[]> {
  if (due.partitions.length === 0) return [];
  const tenant = `tenant_id = ${quoted(due.tenantId)}`;
  const rows = await rowsOf<AccountRow>(
    client,
    `SELECT DISTINCT tenant_id, account_id FROM account_days FINAL
WHERE ${tenant} AND facts > 0 AND ${inPartitions(due.partitions)}
  AND account_id NOT IN (SELECT account_id FROM vectors FINAL WHERE ${tenant} AND epoch >= ${due.epoch})
ORDER BY tenant_id, account_id LIMIT ${due.limit}`,
    READ_SETTINGS,
  );
  return rows.map(refOf);
}

function refOf([tenantId, accountId]: AccountRow): AccountRef {
  return { tenantId, accountId };
}
