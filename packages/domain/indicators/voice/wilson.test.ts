import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson.ts';

describe('the interval of a share', () => {
  it.each([
    [1, 1, 0.2065, 1],
    [0, 1, 0, 0.7935],
    [4, 5, 0.3755, 0.9638],
    [81, 263, 0.2553, 0.3662],
  ])('of %d in %d is what Wilson gives', (hits, n, low, high) => {
    const [from, to] = wilsonInterval(hits, n);
    expect(from).toBeCloseTo(low, 4);
    expect(to).toBeCloseTo(high, 4);
  });
});
