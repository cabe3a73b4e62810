import { describe, expect, it } from 'vitest';
import { percentile } from './watch.ts';

describe('percentiles', () => {
  it('are the nearest rank, and none of nothing', () => {
    const values = [50, 10, 40, 20, 30];
    expect(percentile(values, 0.5)).toBe(30);
    expect(percentile(values, 0.95)).toBe(50);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
  });
});
