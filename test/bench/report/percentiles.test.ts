import { expect, test } from 'vitest';
import { percentilesOf } from './percentiles.ts';

test('the p-th percentile is the least value that p percent do not exceed', () => {
  const shuffled = Array.from({ length: 200 }, (_, n) => ((n * 37) % 200) + 1);
  expect(percentilesOf(shuffled)).toEqual({ p50: 100, p95: 190, p99: 198, max: 200, count: 200 });
});

test('numbers are ordered as numbers', () => {
  expect(percentilesOf([9, 100, 10]).p50).toBe(10);
});

test('a single value is every percentile, and nothing has none', () => {
  expect(percentilesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7, count: 1 });
  expect(percentilesOf([])).toEqual({
    p50: Number.NaN,
    p95: Number.NaN,
    p99: Number.NaN,
    max: Number.NaN,
    count: 0,
  });
});
