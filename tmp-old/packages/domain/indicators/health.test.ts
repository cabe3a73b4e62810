import { describe, expect, it } from 'vitest';
import { healthOf } from './health.ts';

const falling = {
  health: [
    [0, 100],
    [2, 50],
    [10, 0],
  ],
} as const;

describe('health of a value', () => {
  it.each([
    [0, 100],
    [1, 75],
    [2, 50],
    [6, 25],
    [10, 0],
  ])('is linear between anchors: %d is %d', (value, health) => {
    expect(healthOf(falling, value)).toBe(health);
  });

  it('is flat outside them', () => {
    expect(healthOf(falling, -5)).toBe(100);
    expect(healthOf(falling, 99)).toBe(0);
  });
});
