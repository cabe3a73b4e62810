import { expect, test } from 'vitest';
import { slopeOf } from './slope.ts';

test('is the power with which one grows with the other', () => {
  expect(slopeOf([10, 1_000], [3, 3])).toBe(0);
  expect(slopeOf([10, 1_000], [3, 300])).toBeCloseTo(1);
  expect(slopeOf([2, 6], [5, 45])).toBeCloseTo(2);
  expect(slopeOf([10, 100], [50, 5])).toBeCloseTo(-1);
});
