import { ACCOUNT_PARTITIONS, type AccountRef, type Day, type DueAccounts } from '@bellwether/domain';
import type { ClickHouse, Settings } from '../connect.ts';
import { quoted } from '../structure.ts';
import { accountsRelation } from './requests.ts';
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
  return page(client, inPartitions(partitions), after, limit);
}

/** See FactStore.due. */
export async function dueAccounts(
  client: ClickHouse,
  { tenantId, epoch, partitions }: DueAccounts,
  after: AccountRef | null,
  limit: number,
): Promise<AccountRef[]> {
  if (partitions.length === 0) return [];
  const tenant = `tenant_id = ${quoted(tenantId)}`;
  const recorded = `SELECT account_id FROM vectors WHERE ${tenant} AND epoch >= ${epoch}`;
  const where = `${tenant} AND ${inPartitions(partitions)} AND account_id NOT IN (${recorded})`;
  return page(client, where, after, limit);
}

/** The table is read in its order and only as far as the page goes: over all pages, once. */
const IN_ORDER: Settings = { ...READ_SETTINGS, optimize_aggregation_in_order: 1, max_threads: 1 };

/**
 * Without FINAL, which would read from the start for every page: whose buckets were emptied since is listed too, and found
 * to have nothing to say.
 */
async function page(
  client: ClickHouse,
  where: string,
  after: AccountRef | null,
  limit: number,
): Promise<AccountRef[]> {
  const later = after
    ? `AND (tenant_id, account_id) > (${quoted(after.tenantId)}, ${quoted(after.accountId)})`
    : '';
  const rows = await rowsOf<AccountRow>(
    client,
    `SELECT tenant_id, account_id FROM account_days
WHERE facts > 0 AND ${where} ${later}
GROUP BY tenant_id, account_id ORDER BY tenant_id, account_id LIMIT ${limit}`,
    IN_ORDER,
  );
  return rows.map(([tenantId, accountId]) => ({ tenantId, accountId }));
}

/** See FactStore.firstDays. */
export async function firstDaysOf(
  client: ClickHouse,
  accounts: readonly AccountRef[],
): Promise<(Day | null)[]> {
  if (accounts.length === 0) return [];
  const rows = await rowsOf<readonly [i: number, day: Day]>(
    client,
    `WITH asked AS (${accountsRelation(accounts)})
SELECT a.i, min(d.day)
FROM (
  SELECT tenant_id, account_id, day FROM account_days FINAL
  WHERE facts > 0 AND (tenant_id, account_id) IN (SELECT tenant_id, account_id FROM asked)
) AS d
INNER JOIN asked AS a ON a.tenant_id = d.tenant_id AND a.account_id = d.account_id
GROUP BY a.i`,
    READ_SETTINGS,
  );
  const days = new Map(rows);
  return accounts.map((_, i) => days.get(i) ?? null);
}
