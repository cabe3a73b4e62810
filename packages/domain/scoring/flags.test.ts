import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../time/days.ts';
import { knownOf } from './blend.ts';
import { findingsOf } from './flags.ts';
import { at, cardOf, type EvaluationParts, evaluation, indicators, type Values } from './given.ts';
import { score } from './score.ts';

const card = cardOf({
  groups: [
    { id: 'usage', weight: 2, indicators: [{ id: 'use' }] },
    { id: 'people', weight: 2, indicators: [{ id: 'renew' }] },
    { id: 'goals', weight: 0, indicators: [{ id: 'plan', weight: 0 }] },
  ],
});
const asOf = at('2026-03-10', 12);

function flagsFor(values: Values, parts: EvaluationParts = {}, under = card): string[] {
  const vector = evaluation({ values, ...parts });
  const known = knownOf(vector, indicators);
  return findingsOf(under, known, score(under, indicators, vector), vector.proposals).map((f) => f.flag);
}

describe('masked-risk', () => {
  it('is raised when the numbers look healthy and one judgement does not', () => {
    expect(flagsFor({ use: 90, renew: 25 })).toEqual(['masked-risk']);
  });

  it('is raised when only the voice looks healthy', () => {
    expect(flagsFor({ use: 10, nps: 100, renew: 25 })).toEqual(['masked-risk']);
  });

  it('takes for voice what people say, not how many answer or where', () => {
    const asked = { ...indicators.get('nps')!, id: 'response-rate', worries: false } as const;
    const all = new Map([...indicators, ['response-rate', asked]]);
    const flags = (nps: number, rate: number) => {
      const vector = evaluation({ values: { use: 10, nps, renew: 25 } });
      const values = [...vector.values, { indicator: 'response-rate', value: rate, reason: null }];
      const known = knownOf({ ...vector, values }, all);
      return findingsOf(card, known, score(card, all, vector), []).map((f) => f.flag);
    };
    expect(flags(100, 0)).toEqual(['masked-risk']);
    expect(flags(0, 100)).toEqual([]);
  });

  it('is raised when only the score as a whole looks healthy, other answers outweighing the worried one', () => {
    const content = cardOf({
      groups: [
        { id: 'usage', weight: 1, indicators: [{ id: 'use' }] },
        { id: 'people', weight: 3, indicators: [{ id: 'renew' }, { id: 'communication-tone', weight: 5 }] },
      ],
    });
    expect(flagsFor({ use: 69, renew: 25, 'communication-tone': 100 }, {}, content)).toEqual(['masked-risk']);
    expect(flagsFor({ use: 30, renew: 25, 'communication-tone': 75 }, {}, content)).toEqual([]);
  });

  it('is raised wherever the band of the score is healthy, however high the numbers alone have to be', () => {
    const lenient = cardOf({ bands: { watch: { enterBelow: 55, leaveAbove: 58 } } });
    expect(flagsFor({ use: 69, renew: 45 }, {}, lenient)).toEqual(['masked-risk']);
    expect(flagsFor({ use: 60, renew: 45 }, {}, lenient)).toEqual([]);
  });

  it('takes the tone of meetings where the scorecard lists it', () => {
    const tone = { ...indicators.get('plan')!, id: 'interaction-tone', group: 'relationship' } as const;
    const all = new Map([...indicators, ['interaction-tone', tone]]);
    const flags = (under: typeof card) => {
      const vector = evaluation({ values: { use: 90 } });
      const values = [...vector.values, { indicator: 'interaction-tone', value: 0, reason: null }];
      const known = knownOf({ ...vector, values }, all);
      return findingsOf(under, known, score(under, all, vector), []).map((f) => f.flag);
    };
    const listed = { id: 'tone', weight: 0, indicators: [{ id: 'interaction-tone', weight: 0 }] };
    expect(flags(cardOf())).toEqual([]);
    expect(flags({ ...card, groups: [...card.groups, { ...listed, rollUp: 'weighted-mean' }] })).toEqual([
      'masked-risk',
    ]);
  });

  it('cannot be lifted by a high NPS or by other people being content', () => {
    expect(flagsFor({ use: 90, nps: 100, renew: 25, plan: 100, 'communication-tone': 100 })).toEqual([
      'masked-risk',
    ]);
  });

  it('is raised by goals and by tone alike', () => {
    expect(flagsFor({ use: 90, renew: 75, plan: 20 })).toEqual(['masked-risk']);
    expect(flagsFor({ use: 90, renew: 75, 'communication-tone': 20 })).toEqual(['masked-risk']);
  });

  it('is not raised by how long ago they were judged', () => {
    const age = { ...indicators.get('renew')!, id: 'age', unit: 'days' } as const;
    const vector = evaluation({ values: { use: 90, renew: 75 } });
    const aged = { ...vector, values: [...vector.values, { indicator: 'age', value: 5, reason: null }] };
    const all = new Map([...indicators, ['age', age]]);
    expect(findingsOf(card, knownOf(aged, all), score(card, all, aged), [])).toEqual([]);
  });

  it('takes any answer, but of success plans only what the scorecard lists', () => {
    const people = cardOf();
    expect(flagsFor({ use: 90, renew: 75, 'communication-tone': 20 }, {}, people)).toEqual(['masked-risk']);
    expect(flagsFor({ use: 90, renew: 75, plan: 20 }, {}, people)).toEqual([]);
  });

  it('is not raised when nobody worries, or when the numbers are no mask', () => {
    expect(flagsFor({ use: 90, renew: 75, plan: 80 })).toEqual([]);
    expect(flagsFor({ use: 30, renew: 25 })).toEqual([]);
  });
});

describe('the other flags', () => {
  it('silent-fan: people are happy while usage fades', () => {
    expect(flagsFor({ renew: 90, use: 60, 'usage-change': 20 })).toEqual(['silent-fan']);
    expect(flagsFor({ renew: 90, use: 60, 'usage-change': 60 })).toEqual([]);
  });

  it('champion-left', () => {
    expect(flagsFor({ use: 60, 'champion-change': 20 })).toEqual(['champion-left']);
    expect(flagsFor({ use: 60, 'champion-change': 100 })).toEqual([]);
  });

  it('expansion-ready names what to take up next in the plan, where anything is known', () => {
    const ready = { use: 90, renew: 90, 'expansion-readiness': 80 };
    const becauseOf = (proposals: readonly string[]) => {
      const vector = evaluation({ values: ready, proposals });
      const found = findingsOf(card, knownOf(vector, indicators), score(card, indicators, vector), proposals);
      return found[0]?.because;
    };
    expect(becauseOf(['sharing', 'api'])).toMatch(/Next for their plan: sharing and api\.$/);
    expect(becauseOf([])).toMatch(/look after expansion-readiness$/);
  });

  it('expansion-ready: room to grow in a healthy account, and nobody who worries', () => {
    const ready = { use: 90, renew: 90, 'expansion-readiness': 80 };
    expect(flagsFor(ready)).toEqual(['expansion-ready']);
    expect(flagsFor({ ...ready, use: 30 })).toEqual([]);
    expect(flagsFor({ ...ready, renew: 40 })).toEqual(['masked-risk']);
    expect(flagsFor({ ...ready, 'expansion-readiness': 70 })).toEqual([]);
    const eager = cardOf({ expansionReady: { scoreAtLeast: 50 } });
    expect(flagsFor({ ...ready, use: 65 }, {}, eager)).toEqual(['expansion-ready']);
    expect(flagsFor({ ...ready, use: 65, renew: 40 }, {}, eager)).toEqual([]);
  });

  it('stale-judgement: only where the scorecard says when an answer is old, and only for what counts', () => {
    const strict = cardOf({ judgements: { staleAfterDays: 90 } });
    const values = { use: 60, renew: 60, 'communication-tone': 60 };
    const old = (question: string) => ({ answers: { [question]: 'e' }, givenAt: asOf - 91 * DAY_MS, asOf });
    expect(flagsFor(values, old('renew'), strict)).toEqual(['stale-judgement']);
    expect(flagsFor(values, { ...old('renew'), givenAt: asOf - 90 * DAY_MS }, strict)).toEqual([]);
    expect(flagsFor(values, old('communication-tone'), strict)).toEqual([]);
    expect(flagsFor(values, old('renew'))).toEqual([]);
  });

  it('masked-risk is judged on the last answer, however old', () => {
    const fades = cardOf({ judgements: { halfLifeDays: 10, staleAfterDays: 30 } });
    const old = { answers: { renew: 'e' }, givenAt: asOf - 400 * DAY_MS, asOf };
    expect(flagsFor({ use: 90, renew: 25 }, old, fades)).toEqual(['masked-risk', 'stale-judgement']);
  });
});
