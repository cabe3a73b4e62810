import { describe, expect, it } from 'vitest';
import { carriedSources, carryOver } from './carry.ts';
import { INDICATORS } from './catalogue.ts';
import { composeEvaluation, facetsRead } from './composer.ts';
import { type Evaluation, NO_PROFILE } from './evaluation.ts';

const { sources } = composeEvaluation();
const carriedIds = (topics: string[], evaluation = saying(1)) =>
  carriedSources(sources, evaluation.version.facts + 1, {
    evaluation,
    topics: new Set(topics),
    factsMax: 1,
  }).map((s) => s.source.id);

function saying(value: number, indicators: readonly { id: string }[] = INDICATORS): Evaluation {
  return {
    version: { epoch: 1, facts: value, receivedSum: 0n, asOf: value },
    values: indicators.map(({ id }) => ({ indicator: id, value, reason: null })),
    answers: [{ questionId: 'q', eventId: `e${value}`, givenAt: value }],
    profile: { ...NO_PROFILE, name: `n${value}`, mrr: value, renewalAt: value },
    facets: Object.fromEntries([...facetsRead(INDICATORS)].map((id) => [id, `[${value}]`])),
    firstDay: '2026-01-01',
    proposals: [],
  };
}

describe('what an evaluation carries over from the one before', () => {
  it('is state that no touched topic feeds, and never the buckets', () => {
    const carried = carriedIds(['signals.assessment']);
    expect(carried).toContain('tickets');
    for (const read of ['days', 'assessments']) expect(carried).not.toContain(read);
  });

  it('is nothing of a source with an indicator that the earlier one did not know', () => {
    const older = saying(
      1,
      INDICATORS.filter(({ id }) => id !== 'nps'),
    );
    expect(carriedIds(['signals.login'], older)).not.toContain('surveys');
  });

  it('is nothing when the account has facts that the caller cannot account for', () => {
    const before = { evaluation: saying(1), topics: new Set(['signals.login']), factsMax: 1 };
    expect(carriedSources(sources, 2, before)).not.toEqual([]);
    expect(carriedSources(sources, 3, before)).toEqual([]);
  });

  it('leaves version, touched state and buckets as they were read', () => {
    const before = { evaluation: saying(1), topics: new Set(['signals.subscription']), factsMax: 1 };
    const after = carryOver(saying(2), before.evaluation, carriedSources(sources, 2, before));
    const value = (id: string) => after.values.find((v) => v.indicator === id)?.value;
    expect(after.version.facts).toBe(2);
    expect([value('logins-per-week'), value('mrr-change'), value('nps')]).toEqual([2, 2, 1]);
    expect(after.answers).toEqual([{ questionId: 'q', eventId: 'e1', givenAt: 1 }]);
    expect(after.profile).toMatchObject({ name: 'n1', mrr: 2, renewalAt: 2 });
  });
});
