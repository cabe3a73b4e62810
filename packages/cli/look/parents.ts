import type { ClickHouse } from '@bellwether/clickhouse';
import {
  type FactStore,
  type Instant,
  membersByParent,
  type ParentHealth,
  type ParentMember,
  type ParentRollUp,
  parentAsOf,
} from '@bellwether/domain';
import { type Judged, judgeAccounts } from './judge.ts';
import type { TenantView } from './tenant-view.ts';

export interface JudgedParent {
  readonly parentId: string;
  readonly health: ParentHealth;
}

export interface ParentsQuestion {
  readonly asOf: Instant;
  /** Left out: every parent there was. */
  readonly parentId?: string | undefined;
  readonly rollUp?: ParentRollUp | undefined;
}

/** Parents at any instant: who belonged to whom then, each account judged as of then. */
export async function judgeParents(
  client: ClickHouse,
  store: Pick<FactStore, 'evaluate'>,
  view: TenantView,
  { asOf, parentId, rollUp }: ParentsQuestion,
  onProgress?: (share: number) => void,
): Promise<JudgedParent[]> {
  const all = membersByParent(await parentsAsOf(client, view.tenantId, asOf));
  const asked = [...all].filter(([parent]) => parentId === undefined || parent === parentId);
  const accounts = [...new Set(asked.flatMap(([, members]) => members))].sort();
  const judged = await judgeAccounts(store, view, accounts, asOf, onProgress);
  const byId = new Map(judged.map((each) => [each.accountId, each]));
  return asked.map(([parent, accountIds]) => {
    const members = accountIds.flatMap((id) => byId.get(id) ?? []).map(memberOf);
    const profile = byId.get(parent)?.live.profile ?? null;
    const question = { tenantId: view.tenantId, asOf, members, profile, rollUp };
    return { parentId: parent, health: parentAsOf(question, view.rules) };
  });
}

/** The parent that each account named last, up to the instant. */
async function parentsAsOf(
  client: ClickHouse,
  tenantId: string,
  asOf: Instant,
): Promise<Map<string, string>> {
  const rows = await client.rows<{ accountId: string; parentId: string }>(
    `SELECT account_id AS accountId,
       argMax(ifNull(toString(parent_account_id), ''), (occurred_at, event_id)) AS parentId
     FROM accounts_distinct
     WHERE tenant_id = {tenant:String} AND occurred_at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')
     GROUP BY account_id HAVING parentId != ''`,
    { params: { tenant: tenantId, asOf } },
  );
  return new Map(rows.map(({ accountId, parentId }) => [accountId, parentId]));
}

function memberOf({ accountId, verdict, live }: Judged): ParentMember {
  return {
    accountId,
    scoreTenths: verdict.scoreTenths,
    band: verdict.band,
    coveragePercent: verdict.coveragePercent,
    flags: verdict.findings.map(({ flag }) => flag),
    mrr: live.profile.mrr,
    churned: live.profile.churnedAt !== null,
  };
}
