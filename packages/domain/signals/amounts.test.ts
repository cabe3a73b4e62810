import { describe, expect, it } from 'vitest';
import { amountFault, amountFields } from './amounts.ts';

describe('the amounts of a signal', () => {
  it('are its numbers, not its times', () => {
    expect(amountFields('signals.feature-use')).toEqual(['count', 'durationSeconds', 'errors']);
    expect(amountFields('signals.subscription')).toEqual(['mrr', 'amount', 'seats']);
    expect(amountFields('signals.contact')).toEqual([]);
    expect(amountFields('health.scores')).toEqual([]);
  });

  it.each([
    ['signals.feature-use', { count: -1 }, 'count: '],
    ['signals.feature-use', { count: 1, errors: -1 }, 'errors: '],
    ['signals.feature-use', { count: 1, durationSeconds: Number.NaN }, 'durationSeconds: '],
    ['signals.login', { sessionSeconds: Number.POSITIVE_INFINITY }, 'sessionSeconds: '],
    ['signals.assessment', { score: 9 }, 'score: '],
    ['signals.subscription', { mrr: -5 }, 'mrr: '],
    ['signals.milestone', { progress: 1.5 }, 'progress: '],
  ])('of %s are refused out of bounds: %o', (topic, signal, fault) => {
    expect(amountFault(topic, signal)).toContain(fault);
  });

  it('may be absent, and 0 is a fact', () => {
    expect(amountFault('signals.feature-use', { count: 0, errors: null })).toBeNull();
    expect(amountFault('signals.survey', {})).toBeNull();
  });
});
