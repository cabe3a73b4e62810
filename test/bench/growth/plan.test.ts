import { expect, test } from 'vitest';
import { curvesOf, pointsOf } from './plan.ts';

test('days grow at 10,000 accounts, and the point on both curves is measured once', () => {
  const curves = curvesOf([1_000, 10_000, 100_000, 1_000_000]);
  expect(curves.base).toBe(curves.accounts[1]);
  expect(curves.days.map(({ accounts, days }) => [accounts, days])).toEqual([
    [10_000, 30],
    [10_000, 90],
    [10_000, 365],
  ]);
  expect(pointsOf(curves)).toHaveLength(6);
});

test('without 10,000 accounts, days grow in the middle', () => {
  expect(curvesOf([10, 20, 30]).base.accounts).toBe(20);
  expect(curvesOf([7]).base.accounts).toBe(7);
});

test('a longer history has as many signals a day', () => {
  const [, ninety, year] = curvesOf([1_000]).days;
  expect(year!.signals / 365).toBeCloseTo(ninety!.signals / 90, -1);
});
