import {
  type AccountRef,
  asOfFor,
  compareScorecards,
  type Instant,
  parseAccountKey,
  type ScorecardVersion,
  type ScorerInput,
  scorecardAt,
  scorecardKey,
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
 * What time alone asks for: overrides that run out or begin, and accounts whose scorecard has a successor in force. Not while
 * their tenant imports or their vector is due: the vector will see to it.
 *
 * Nearly always that is nothing, and a fleet may have a million accounts: all of them are looked at only when something else
 * holds for a tenant than the last time; else those that were decided since, and those whose override has its turn.
 */
export class Timers {
  readonly #accounts: AccountTable;
  readonly #decided = new Set<string>();
  readonly #turns = new Map<string, Instant>();
  /** By tenant, what held for it when all of them had been looked at; null before. */
  readonly #looked = new Map<string, string | null>();
  /** The scorecards there were then. */
  #cards = '';

  constructor(accounts: AccountTable) {
    this.#accounts = accounts;
    for (const [key, stored] of accounts) this.#note(key, stored);
  }

  /** The account was decided: what is kept of it has changed. */
  decided(key: string): void {
    this.#note(key, this.#accounts.get(key)!);
    this.#decided.add(key);
  }

  /** At most `limit`. Those that are not decided thereafter may not be told again. */
  due(rules: Rules, now: Instant, limit: number): Timer[] {
    const times = new Map(
      [...this.#looked.keys()].map((tenantId) => [tenantId, tenantTime(tenantId, rules, now)] as const),
    );
    const cards = [...rules.scorecards.keys()].join();
    const held = new Map([...times].map(([tenantId, time]) => [tenantId, nameOf(time)] as const));
    const changed = cards !== this.#cards || [...held].some(([id, what]) => this.#looked.get(id) !== what);
    const due: Timer[] = [];
    for (const key of changed ? this.#accounts.keys() : this.#decidedOrTurned(times)) {
      if (due.length >= limit) return due;
      const account = parseAccountKey(key)!;
      const input = inputFor(account, this.#accounts.get(key)!, times.get(account.tenantId)!, rules);
      if (input !== null) due.push({ key, account, input });
    }
    this.#decided.clear();
    this.#cards = cards;
    for (const [tenantId, what] of held) this.#looked.set(tenantId, what);
    return due;
  }

  #decidedOrTurned(times: ReadonlyMap<string, TenantTime | null>): Iterable<string> {
    const turned = [...this.#turns].filter(([key, at]) => {
      const time = times.get(parseAccountKey(key)!.tenantId);
      return time != null && at <= time.asOf;
    });
    return new Set([...this.#decided, ...turned.map(([key]) => key)]);
  }

  #note(key: string, { overrideTurnAt }: StoredAccount): void {
    const { tenantId } = parseAccountKey(key)!;
    if (!this.#looked.has(tenantId)) this.#looked.set(tenantId, null);
    if (overrideTurnAt === null) this.#turns.delete(key);
    else this.#turns.set(key, overrideTurnAt);
  }
}

function inputFor(
  account: AccountRef,
  stored: StoredAccount,
  time: TenantTime | null,
  rules: Rules,
): ScorerInput | null {
  if (time === null || stored.scorecard === null || stored.epoch !== time.epoch) return null;
  return overrideTurn(stored, time) ?? successor(account, stored, time, rules);
}

function tenantTime(tenantId: string, rules: Rules, now: Instant): TenantTime | null {
  const { tenant } = rules.contextFor({ tenantId });
  if (tenant.importing) return null;
  const asOf = asOfFor(tenant, now);
  return { epoch: tenant.epoch, asOf, inForce: scorecardAt(rules.scorecards, tenantId, asOf) };
}

/** Alike for all accounts, whatever the time is. */
function nameOf(time: TenantTime | null): string {
  if (time === null) return 'importing';
  return `${time.epoch} ${time.inForce === null ? 'none' : scorecardKey(time.inForce)}`;
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
