import { expect, test } from 'vitest';
import { longestGap } from './gaps.ts';

test('the longest gap lies between two neighbours, whatever their order', () => {
  expect(longestGap([30, 10, 20, 70, 80], 0, 90)).toBe(40);
});

test('what lies outside does not fill a gap, and the ends bound one', () => {
  expect(longestGap([5, 40, 200], 10, 100)).toBe(60);
  expect(longestGap([], 10, 100)).toBe(90);
});
