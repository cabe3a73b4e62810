import { describe, expect, it } from 'vitest';
import { type DecisionContext, decide, type ScorerInput } from './decide.ts';
import { at, cardOf, close, context, published, stateAfter, vector } from './given.ts';

const ctx = context([published(cardOf())]);

const after = (inputs: readonly ScorerInput[], under: DecisionContext = ctx) => stateAfter(inputs, under);

const now = at('2026-03-10', 12);
const start = vector({ values: { use: 80, renew: 80 }, asOf: now, facts: 10 });

describe('an account that falls', () => {
  it('is told to be at risk at once, though another band was told a moment before', () => {
    const calm = context([published(cardOf({ stability: 'calm' }))]);
    const closes = Array.from({ length: 9 }, (_, n) => close(`2026-03-0${n + 1}`, { use: 90, renew: 90 }));
    const healthy = vector({ values: { use: 90, renew: 90 }, asOf: now, facts: 10 }, closes);
    const watch = vector({ values: { use: 60, renew: 60 }, asOf: now + 1, facts: 11 }, [], ['e1']);
    const risk = vector({ values: { use: 30, renew: 30 }, asOf: now + 2, facts: 12 }, [], ['e2']);
    expect(decide(after([healthy], calm), watch, calm).change?.band).toBe('watch');
    expect(decide(after([healthy, watch], calm), risk, calm).change).toMatchObject({
      band: 'at-risk',
      previousBand: 'watch',
      triggers: expect.arrayContaining(['band']),
    });
  });

  it('below the least that has to be known keeps the values it has', () => {
    const strict = context([published(cardOf({ coverageMinimum: 60 }))]);
    const answered = { values: { use: 80, renew: 20 }, answers: { renew: 'e1' }, asOf: now, facts: 10 };
    const withdrawn = vector({ values: { use: 80 }, asOf: now + 1, facts: 11 }, [], ['e2']);
    const { change } = decide(after([vector(answered)], strict), withdrawn, strict);
    expect(change).toMatchObject({ band: 'insufficient-data', changeKind: 'data-gap' });
    expect(change!.contributions.map(({ id, previousValue, value }) => [id, previousValue, value])).toEqual([
      ['use', 80, 80],
      ['renew', 20, null],
    ]);
    expect(change!.summary).not.toContain('80 to unknown');
  });

  it('is first of all to be asked about what somebody worries about, though the scorecard does not count it', () => {
    const values = { use: 90, renew: 90, 'communication-tone': 10 };
    const { change } = decide(after([start]), vector({ values, asOf: now + 1, facts: 11 }, [], ['e']), ctx);
    expect(change?.flagsAdded).toEqual(['masked-risk']);
    expect(change?.nextSteps[0]?.indicator).toBe('communication-tone');
  });

  it('is not to be asked about what they no longer worry about, though the flag stands until the close', () => {
    const closes = [close('2026-03-09', { use: 90, renew: 90, 'communication-tone': 10 })];
    const worried = vector({ values: { use: 90, renew: 90, 'communication-tone': 10 }, asOf: now }, closes);
    const values = { use: 90, renew: 70, 'communication-tone': 100 };
    const { change } = decide(after([worried]), vector({ values, asOf: now + 1, facts: 11 }, [], ['e']), ctx);
    expect(change?.flags).toContain('masked-risk');
    expect(change?.nextSteps).toEqual([]);
  });
});
