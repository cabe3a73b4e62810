import { readIndicators, readScorecardSet, SHIPPED_CONFIG_DIR } from '@bellwether/configuration';
import {
  type AccountRef,
  accountKey,
  decide,
  type Evaluation,
  implicitTenant,
  NO_CAUSES,
  NO_PROFILE,
  type ScoreChange,
  type ScorecardVersion,
  type ScoreState,
  scorecardKey,
  scorecardSchema,
  scorecardSet,
} from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { changeId } from '../change-id.ts';
import { type AccountTable, stateOf, storedAccount } from './account-table.ts';
import type { Rules } from './rules.ts';
import { Timers } from './timers.ts';

const NOON = Date.parse('2026-03-10T12:00:00.000Z');
const ACCOUNTS = 20_000;
const AT_ONCE = 500;

const indicators = readIndicators();
const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
const shipped = readScorecardSet(`${SHIPPED_CONFIG_DIR}/scorecards`, indicators).at(-1)!;
/** The same but for usage, which now counts for half: accounts whose usage is as good as the rest do not move. */
const [usage, ...others] = shipped.groups;
const changed = scorecardSchema.parse({
  ...shipped,
  groups: [{ ...usage, weight: usage!.weight / 2 }, ...others],
});

function rulesWith(...versions: ScorecardVersion[]): Rules {
  const scorecards = new Map(versions.map((version) => [scorecardKey(version), version]));
  const context = { scorecards, indicators: byId, sources: [], idOf: changeId };
  return {
    scorecards,
    contextFor: ({ tenantId }) => ({ ...context, tenant: implicitTenant(tenantId) }),
  };
}

const first: ScorecardVersion = {
  tenantId: '*',
  version: 1,
  validFrom: 0,
  scorecards: scorecardSet([shipped]),
};
const second: ScorecardVersion = {
  ...first,
  version: 2,
  validFrom: NOON + 1,
  scorecards: scorecardSet([changed]),
};

function evaluated(isBusy: boolean): Evaluation {
  const values = new Map([
    ['usage-change', isBusy ? 2 : 0.5],
    ['logins-per-week', isBusy ? 1000 : 3],
    ['active-users', isBusy ? 1000 : 1],
    ['likelihood-to-renew', 5],
    ['value-received', 5],
  ]);
  return {
    version: { epoch: 0, facts: 1, receivedSum: 1n, asOf: NOON },
    values: indicators.map(({ id: indicator }) => {
      const value = values.get(indicator) ?? null;
      return { indicator, value, reason: value === null ? 'never' : null };
    }),
    answers: [],
    profile: NO_PROFILE,
    facets: {},
    proposals: [],
    firstDay: '2026-01-01',
  };
}

/** Every second account is as healthy as can be: its score is 100 whatever counts for how much. */
function fleet(rules: Rules): AccountTable {
  return new Map(
    Array.from({ length: ACCOUNTS }, (_, n) => {
      const account = { tenantId: 't', accountId: `a${n}` };
      const live = evaluated(n % 2 === 0);
      const change = { ...account, reason: 'signals' as const, live, closes: [], causes: NO_CAUSES };
      const { state } = decide(null, { kind: 'vector', change }, rules.contextFor(account));
      return [accountKey(account), storedAccount(state!)] as const;
    }),
  );
}

describe('a new scorecard over 20,000 accounts', () => {
  it('rescores a bounded number at a time, with one tagged event each at most and none where nothing changes', () => {
    const accounts = fleet(rulesWith(first));
    const timers = new Timers(accounts);
    const rules = rulesWith(first, second);
    const told = new Map<string, ScoreChange[]>();
    const rescore = (key: string, account: AccountRef, input: Parameters<typeof decide>[1]) => {
      const before: ScoreState | null = stateOf(accounts.get(key));
      const { state, change } = decide(before, input, rules.contextFor(account));
      accounts.set(key, storedAccount(state!));
      timers.decided(key);
      if (change) told.set(key, [...(told.get(key) ?? []), change]);
    };
    let rounds = 0;
    for (;;) {
      const due = timers.due(rules, NOON + 1, AT_ONCE);
      expect(due.length).toBeLessThanOrEqual(AT_ONCE);
      if (due.length === 0) break;
      rounds += 1;
      for (const { key, account, input } of due) rescore(key, account, input);
    }
    expect(rounds).toBe(ACCOUNTS / AT_ONCE);
    expect(told.size).toBe(ACCOUNTS / 2);
    const wrong = [...told.values()].filter(
      ([change, ...more]) => more.length > 0 || change!.changeKind !== 'config' || change!.sequence !== 2,
    );
    expect(wrong).toEqual([]);
    expect([...accounts.values()].every(({ scorecard }) => scorecard === '*/2')).toBe(true);
  }, 60_000);

  it('leaves churned accounts alone, and does not ask for them again and again', () => {
    const rules = rulesWith(first, { ...second, validFrom: NOON + 3 * 86_400_000 });
    const live = { ...evaluated(false), profile: { ...NO_PROFILE, churnedAt: NOON } };
    const account = { tenantId: 't', accountId: 'left' };
    const change = { ...account, reason: 'signals' as const, live, closes: [], causes: NO_CAUSES };
    const { state } = decide(null, { kind: 'vector', change }, rules.contextFor(account));
    const accounts: AccountTable = new Map([[accountKey(account), storedAccount(state!)]]);
    expect(new Timers(accounts).due(rules, NOON + 4 * 86_400_000, AT_ONCE)).toEqual([]);
  });
});
