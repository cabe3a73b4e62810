import { readIndicators, readScorecardSet } from '@bellwether/configuration';
import { type ScoringRules, scoreAsOf } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { evaluation, NOON } from './scorer-world.ts';

const INDICATORS = readIndicators();
const scorecards = readScorecardSet(new URL('../../config/scorecards', import.meta.url).pathname, INDICATORS);
const scorecard = scorecards.at(-1)!;
const rules: ScoringRules = {
  scorecards: new Map([['*/1', { tenantId: '*', version: 1, validFrom: 0, scorecards }]]),
  indicators: new Map(INDICATORS.map((indicator) => [indicator.id, indicator])),
};

function verdict(values: Record<string, number>) {
  return scoreAsOf(
    { tenantId: 't', asOf: NOON, live: evaluation({ values }), closes: [], overrides: [] },
    rules,
  );
}

const BUSY = { 'logins-per-week': 20, 'active-users': 20, 'usage-change': 1.1, 'days-since-last-seen': 0 };
const ENGAGED = { nps: 100, 'engagement-frequency': 1.5, 'champion-change': 0 };

describe('the default scorecard', () => {
  it('counts something of every group', () => {
    const counted = scorecard.groups.flatMap((group) => group.indicators.map((i) => i.id));
    const groups = new Set(INDICATORS.filter((i) => counted.includes(i.id)).map((i) => i.group));
    expect([...groups].toSorted()).toEqual([...new Set(INDICATORS.map((i) => i.group))].toSorted());
  });

  it('gives a first score from logins and subscriptions alone', () => {
    expect(verdict({ ...BUSY, 'mrr-change': 1, 'renewal-due-days': 200 }).scoreTenths).toBeGreaterThan(700);
  });

  it('sees through high usage, a nine and three meetings when the CSM doubts the renewal', () => {
    const worried = verdict({ ...BUSY, ...ENGAGED, 'likelihood-to-renew': 2, 'overdue-milestones': 1 });
    expect(worried.findings.map((f) => f.flag)).toEqual(['masked-risk']);
    expect(worried.findings[0]!.because).toContain('Likelihood');
  });

  it('raises nothing when the CSM is content and the plan on time', () => {
    const content = verdict({ ...BUSY, ...ENGAGED, 'likelihood-to-renew': 4, 'overdue-milestones': 0 });
    expect(content).toMatchObject({ findings: [], band: 'healthy' });
  });

  it('holds an account whose champion left to 55 points, and says so', () => {
    const left = verdict({ ...BUSY, ...ENGAGED, 'champion-change': 1 });
    expect(left.scoreTenths).toBe(550);
    expect(left.contributions.at(-1)).toMatchObject({ id: 'cap/champion-change', kind: 'cap' });
    expect(left.findings.map((f) => f.flag)).toEqual(['champion-left']);
  });
});
