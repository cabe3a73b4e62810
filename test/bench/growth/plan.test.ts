import { expect, test } from 'vitest';
import { baseOf, growingInAccounts, growingInDays } from './plan.ts';

test('accounts grow under the same number of signals', () => {
  const sizes = growingInAccounts([1_000, 10_000, 100_000]);
  expect(sizes.map((size) => [size.accounts, size.signals])).toEqual([
    [1_000, 210_000],
    [10_000, 210_000],
    [100_000, 210_000],
  ]);
});

test('signals are whole', () => {
  expect(growingInAccounts([7])[0]!.signals).toBe(15);
});

test('days grow at 10,000 accounts, with as many signals a day', () => {
  const sizes = growingInDays([1_000, 10_000]);
  expect(sizes.map((size) => [size.accounts, size.days])).toEqual([
    [10_000, 30],
    [10_000, 90],
    [10_000, 365],
  ]);
  expect(sizes[2]!.signals / 365).toBeCloseTo(sizes[1]!.signals / 90, 0);
});

test('10,000 accounts are what others are compared with, or those in the middle', () => {
  expect(baseOf([1_000, 10_000, 100_000, 1_000_000])).toBe(10_000);
  expect(baseOf([10, 20, 30])).toBe(20);
  expect(baseOf([7])).toBe(7);
});
