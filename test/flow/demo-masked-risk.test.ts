import { readIndicators, readScorecardSet, SHIPPED_CONFIG_DIR } from '@bellwether/configuration';
import { type ScoringRules, scoreAsOf } from '@bellwether/domain';
import { evaluateNaively, historyOf, type Signal } from '@bellwether/testkit';
import { describe, expect, it } from 'vitest';
import { historySignal } from '../../packages/cli/demo/envelope.ts';
import { type Simulated, simulate } from '../../packages/cli/demo/simulate.ts';
import { worriedCsm } from '../../packages/cli/demo/stories.ts';

const TENANT = 'demo';
const END = Date.UTC(2026, 5, 30, 15);
const indicators = readIndicators();
const scorecards = readScorecardSet(`${SHIPPED_CONFIG_DIR}/scorecards`, indicators);
const rules: ScoringRules = {
  scorecards: new Map([
    ['*/1', { tenantId: '*', version: 1, validFrom: 0, scorecards: [scorecards.at(-1)!] }],
  ]),
  indicators: new Map(indicators.map((indicator) => [indicator.id, indicator])),
};

/** Content by what nobody ever sees. */
const content = [...simulate({ seed: 'masked', start: '2026-01-01', end: END, accounts: 120 })].filter(
  ({ state }) => !state.churned && state.championStays && state.satisfaction > 0.75,
);

function verdictOf({ account, signals }: Simulated, told: readonly Signal[] = []) {
  const facts = signals.map((made, n) => {
    const { topic, signal } = historySignal(made, n, TENANT, END);
    return { ...signal, topic } as unknown as Signal;
  });
  const live = evaluateNaively(historyOf([...facts, ...told]), END + 1, 1, indicators)!;
  expect(live.profile.name).toBe(account.name);
  const question = { tenantId: TENANT, asOf: END + 1, live, closes: [], overrides: [] };
  return scoreAsOf(question, rules);
}

/** Whether any CSM's last word on it was below 3: a bad day of theirs is a worry like any other. */
function worriesSomebody({ signals }: Simulated): boolean {
  const said = signals.filter((s) => s.topic === 'signals.assessment' && s.fields.score !== undefined);
  const last = new Map(said.map(({ fields }) => [fields.questionId, Number(fields.score)]));
  return [...last.values()].some((score) => score < 3);
}

function tellStory({ account }: Simulated): Signal[] {
  return worriedCsm(account, 'story').beats.map((beat, n) => {
    const made = { ...beat, accountId: account.id, occurredAt: END };
    const { topic, signal } = historySignal(made, 1_000_000 + n, TENANT, END);
    return { ...signal, topic } as unknown as Signal;
  });
}

describe('the default scorecard on the demo company', () => {
  it('raises masked-risk for every account whose CSM is worried while its numbers are fine, and for none before', () => {
    const healthy = content.filter((simulated) => !worriesSomebody(simulated));
    expect(healthy.length).toBeGreaterThan(10);
    const flagsOf = (simulated: Simulated, told: readonly Signal[] = []) =>
      verdictOf(simulated, told).findings.map(
        ({ flag, because }) => `${simulated.account.id} ${flag} ${because}`,
      );
    expect(healthy.flatMap((one) => flagsOf(one)).filter((told) => told.includes('masked-risk'))).toEqual([]);
    for (const one of healthy) expect(flagsOf(one, tellStory(one)).join()).toContain('masked-risk');
  });
});
