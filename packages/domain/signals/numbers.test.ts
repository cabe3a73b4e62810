import { describe, expect, it } from 'vitest';
import { numberFault, numberFields } from './numbers.ts';
import { signalSchemas } from './schemas.ts';

describe('the numbers of a signal', () => {
  it('are its amounts and times beside when it happened', () => {
    expect(numberFields('signals.feature-use')).toEqual(['sentAt', 'count', 'durationSeconds', 'errors']);
    expect(numberFields('signals.subscription')).toEqual([
      'sentAt',
      'mrr',
      'amount',
      'seats',
      'termStartsAt',
      'termEndsAt',
    ]);
    expect(numberFields('signals.contact')).toEqual(['sentAt']);
    expect(numberFields('health.scores')).toEqual([]);
  });

  it.each([
    ['signals.feature-use', { count: -1 }, 'count: '],
    ['signals.feature-use', { count: 1, errors: -1 }, 'errors: '],
    ['signals.feature-use', { count: 1, durationSeconds: Number.NaN }, 'durationSeconds: '],
    ['signals.login', { sessionSeconds: Number.POSITIVE_INFINITY }, 'sessionSeconds: '],
    ['signals.assessment', { score: 9 }, 'score: '],
    ['signals.subscription', { mrr: -5 }, 'mrr: '],
    ['signals.milestone', { progress: 1.5 }, 'progress: '],
    ['signals.milestone', { dueAt: Date.UTC(2100, 0, 1) }, 'dueAt: '],
    ['signals.subscription', { mrr: 1e305 }, 'mrr: '],
    ['signals.subscription', { mrr: 0, amount: -1e13 }, 'amount: '],
    ['signals.subscription', { mrr: 0, termEndsAt: Number.MAX_SAFE_INTEGER }, 'termEndsAt: '],
    ['signals.subscription', { mrr: 0, termEndsAt: Date.UTC(2026, 0, 1) / 1_000 }, 'termEndsAt: '],
    ['signals.login', { sessionSeconds: 1e306 }, 'sessionSeconds: '],
    ['signals.survey', { score: 1e306 }, 'score: '],
  ])('of %s are refused out of bounds: %o', (topic, signal, fault) => {
    expect(numberFault(topic, signal)).toContain(fault);
  });

  it('are bounded, every one: what becomes an integer of thousandths fails beyond', () => {
    for (const topic of Object.keys(signalSchemas)) {
      for (const field of numberFields(topic)) {
        for (const value of [1e300, -1e300]) expect(numberFault(topic, { [field]: value })).toContain(field);
      }
    }
  });

  it('may be absent, and 0 is a fact', () => {
    expect(numberFault('signals.feature-use', { count: 0, errors: null })).toBeNull();
    expect(numberFault('signals.survey', {})).toBeNull();
  });
});
