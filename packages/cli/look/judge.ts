import { type ClickHouse, createFactStore } from '@bellwether/clickhouse';
import {
  type AccountRef,
  CLOSES_KEPT,
  type Close,
  closeOf,
  type Evaluation,
  type FactStore,
  type Indicator,
  type Instant,
  lastClosedDays,
  scoreAsOf,
  type Verdict,
} from '@bellwether/domain';
import type { TenantView } from './tenant-view.ts';

/** An account's health at an instant, and what it was read from. */
export interface Judged extends AccountRef {
  readonly verdict: Verdict;
  readonly live: Evaluation;
}

/** (account, as-of) pairs in one query. */
const EVALUATIONS_MAX = 4_000;
const PER_ACCOUNT = CLOSES_KEPT + 1;

/**
 * The one definition of health, for any instant, live included: evaluates the facts as of it and of the 30 closes
 * before, and scores them. Nothing that was recorded earlier is trusted. Accounts without a fact by then are left out.
 */
export async function judgeAccounts(
  store: Pick<FactStore, 'evaluate'>,
  view: TenantView,
  accounts: readonly string[],
  asOf: Instant,
  onProgress: (share: number) => void = () => undefined,
): Promise<Judged[]> {
  const days = lastClosedDays(asOf, CLOSES_KEPT);
  const instants = [asOf, ...days.map(closeOf)];
  const judged: Judged[] = [];
  const accountsAtOnce = Math.floor(EVALUATIONS_MAX / PER_ACCOUNT);
  for (let from = 0; from < accounts.length; from += accountsAtOnce) {
    const refs = accounts
      .slice(from, from + accountsAtOnce)
      .map((accountId) => ({ tenantId: view.tenantId, accountId }));
    const requests = refs.flatMap((ref) => instants.map((instant) => ({ ...ref, asOf: instant })));
    const evaluations = await store.evaluate(requests, () => view.epoch);
    refs.forEach((ref, index) => {
      const [live, ...past] = evaluations.slice(index * instants.length, (index + 1) * instants.length);
      if (!live) return;
      const closes = past.flatMap((evaluation, at): Close[] =>
        evaluation && days[at]! >= live.firstDay ? [{ day: days[at]!, evaluation }] : [],
      );
      const question = { tenantId: view.tenantId, asOf, live, closes, overrides: view.overridesOf(ref) };
      judged.push({ ...ref, live, verdict: scoreAsOf(question, view.rules) });
    });
    onProgress(Math.min(1, (from + accountsAtOnce) / accounts.length));
  }
  return judged;
}

/** A store that only reads. */
export function readingStore(
  client: ClickHouse,
  indicators: readonly Indicator[],
  options: { readonly items?: boolean } = {},
): Pick<FactStore, 'evaluate'> {
  const encode = () => {
    throw new Error('this store does not write');
  };
  return createFactStore({
    client,
    codec: { encode },
    registryUrl: '',
    indicators,
    ...options,
  });
}

export async function accountsOf(client: ClickHouse, tenantId: string): Promise<string[]> {
  const rows = await client.rows<{ accountId: string }>(
    `SELECT DISTINCT account_id AS accountId FROM account_days
     WHERE tenant_id = {tenant:String} AND facts > 0 ORDER BY accountId`,
    { params: { tenant: tenantId } },
  );
  return rows.map(({ accountId }) => accountId);
}
