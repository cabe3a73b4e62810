import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueBy, untilNextMs } from './pace.ts';

test('the first is due at once and the rest are even', () => {
  expect([0, 19, 20, 39, 40, 1_000].map((ms) => dueBy(ms, 50))).toEqual([1, 1, 2, 2, 3, 51]);
});

test('after the pause one more is due, and a moment before it is not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 0, max: 100_000 }),
      (perSecond, elapsedMs) => {
        const sent = dueBy(elapsedMs, perSecond);
        const pauseMs = untilNextMs(sent, elapsedMs, perSecond);
        expect(pauseMs).toBeGreaterThan(0);
        expect(dueBy(elapsedMs + pauseMs + 1e-6, perSecond)).toBe(sent + 1);
        expect(dueBy(elapsedMs + pauseMs - 1e-3, perSecond)).toBe(sent);
      },
    ),
  );
});

test('what is behind is due without a pause', () => {
  expect(untilNextMs(3, 1_000, 50)).toBe(0);
});
