import { describe, expect, it } from 'vitest';
import { closeOf } from '../time/days.ts';
import { healthAt, healthOf } from './health.ts';

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

describe('health of a value that fills its window', () => {
  const logins = {
    health: [
      [0, 0],
      [10, 100],
    ],
    fills: true,
    windowDays: 10,
  } as const;
  const onDay = (day: number) => closeOf(`2026-03-${String(day).padStart(2, '0')}`);
  const FIRST = '2026-03-01';

  it('is as bad as the window is full', () => {
    expect(healthAt(logins, 1, onDay(1), FIRST)).toBeCloseTo(46, 4);
    expect(healthAt(logins, 1, onDay(5), FIRST)).toBeCloseTo(30, 4);
    expect(healthAt(logins, 1, onDay(11), FIRST)).toBe(10);
  });

  it('is as good from the first day as ever', () => {
    expect(healthAt(logins, 9, onDay(1), FIRST)).toBe(90);
  });

  it('leaves every other indicator alone: a bad word on the first day is a bad word', () => {
    expect(healthAt({ ...falling, windowDays: 10 }, 10, onDay(1), FIRST)).toBe(0);
  });
});
