import {
  type AccountRef,
  asOfFor,
  compareScorecards,
  type Instant,
  parseAccountKey,
  type ScorecardVersion,
  type ScorerInput,
  scorecardAt,
} from '@bellwether/domain';
import type { AccountTable, StoredAccount } from './account-table.ts';
import type { Rules } from './rules.ts';

export interface Timer {
  readonly key: string;
  readonly account: AccountRef;
  readonly input: ScorerInput;
}

/** What holds for all accounts of a tenant; null: nothing is decided for it now. */
interface TenantTime {
  readonly epoch: number;
  readonly asOf: Instant;
  readonly inForce: ScorecardVersion | null;
}

/**
 * What time alone asks for, at most `limit`: overrides that run out or begin, and accounts whose scorecard has a
 * successor in force. Not while their tenant imports or their vector is due: the vector will see to it.
 */
export function dueTimers(accounts: AccountTable, rules: Rules, now: Instant, limit: number): Timer[] {
  const times = new Map<string, TenantTime | null>();
  const timeOf = (account: AccountRef): TenantTime | null => {
    const known = times.get(account.tenantId);
    if (known !== undefined) return known;
    const time = tenantTime(account, rules, now);
    times.set(account.tenantId, time);
    return time;
  };
  const due: Timer[] = [];
  for (const [key, stored] of accounts) {
    if (due.length >= limit) break;
    const account = parseAccountKey(key)!;
    const time = timeOf(account);
    if (time === null || stored.scorecard === null || stored.epoch !== time.epoch) continue;
    const input = overrideTurn(stored, time) ?? successor(account, stored, time, rules);
    if (input !== null) due.push({ key, account, input });
  }
  return due;
}

function tenantTime(account: AccountRef, rules: Rules, now: Instant): TenantTime | null {
  const { tenant } = rules.contextFor(account);
  if (tenant.importing) return null;
  const asOf = asOfFor(tenant, now);
  return { epoch: tenant.epoch, asOf, inForce: scorecardAt(rules.scorecards, account.tenantId, asOf) };
}

function overrideTurn({ overrideTurnAt: at }: StoredAccount, { asOf }: TenantTime): ScorerInput | null {
  return at !== null && at <= asOf ? { kind: 'override-turn', at } : null;
}

function successor(
  { tenantId }: AccountRef,
  stored: StoredAccount,
  time: TenantTime,
  { scorecards }: Rules,
): ScorerInput | null {
  const { scorecardsUntil } = stored;
  const inForce =
    scorecardsUntil < time.asOf ? scorecardAt(scorecards, tenantId, scorecardsUntil) : time.inForce;
  const used = scorecards.get(stored.scorecard!);
  if (inForce === null || used === undefined || compareScorecards(inForce, used) <= 0) return null;
  return { kind: 'rescore', at: inForce.validFrom };
}
