import { expect, test } from 'vitest';
import { curvesOf } from './plan.ts';

test('accounts grow under the same number of signals, and are compared with 10,000', () => {
  const { accounts, base } = curvesOf([1_000, 10_000, 100_000]);
  expect(accounts.map((size) => [size.accounts, size.signals])).toEqual([
    [1_000, 400_000],
    [10_000, 400_000],
    [100_000, 400_000],
  ]);
  expect(base).toBe(accounts[1]);
});

test('days grow at 10,000 accounts, with as many signals a day', () => {
  const { days } = curvesOf([1_000, 10_000]);
  expect(days.map((size) => [size.accounts, size.days])).toEqual([
    [10_000, 30],
    [10_000, 90],
    [10_000, 365],
  ]);
  expect(days[2]!.signals / 365).toBeCloseTo(days[1]!.signals / 90, 0);
});

test('without 10,000 accounts, days grow in the middle', () => {
  expect(curvesOf([10, 20, 30]).base.accounts).toBe(20);
  expect(curvesOf([7]).days[0]!.accounts).toBe(7);
});
