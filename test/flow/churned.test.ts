import { addDays, type Day, daysBetween } from '@bellwether/domain';
import type { Signal } from '@bellwether/testkit';
import { describe, expect, it } from 'vitest';
import { said, shippedHealth } from '../support/shipped-health.ts';

const FIRST: Day = '2025-11-03';
const LEFT: Day = '2026-03-10';

/** Five people, daily until they leave. */
const using = Array.from({ length: daysBetween(FIRST, LEFT) * 5 }, (_, n) =>
  login(addDays(FIRST, Math.floor(n / 5)), `u${n % 5}`),
);
const customer = [subscription('started', FIRST, 100), ...using];
const leaver = [...customer, subscription('churned', LEFT, 0)];

function subscription(change: string, day: Day, mrr: number): Signal {
  return said('signals.subscription', day, 1, { subscriptionId: 's', change, mrr, currency: 'EUR' });
}

function login(day: Day, userId: string): Signal {
  return said('signals.login', day, 0, { kind: 'login', userId });
}

function healthAt(signals: readonly Signal[], day: Day) {
  const { scoreTenths, band, findings, contributions } = shippedHealth(signals, day);
  return { scoreTenths, band, flags: findings.map((f) => f.flag), contributions };
}

describe('a customer who leaves', () => {
  it('keeps the score it left with, where a silent one sinks', () => {
    const stood = healthAt(leaver, LEFT);
    expect(stood.scoreTenths).toBeGreaterThan(500);
    for (const days of [1, 2, 14, 31, 400])
      expect(healthAt(leaver, addDays(LEFT, days)).contributions).toEqual(stood.contributions);
    expect(healthAt(customer, addDays(LEFT, 31)).scoreTenths).toBeLessThan(stood.scoreTenths! - 200);
  });

  it('reads the same after a week as after a year', () => {
    expect(healthAt(leaver, addDays(LEFT, 365))).toEqual(healthAt(leaver, addDays(LEFT, 7)));
  });

  it('is corrected by what comes in late about the days before, not by what happens afterwards', () => {
    const year = addDays(LEFT, 365);
    const stood = healthAt(leaver, year);
    expect(healthAt([...leaver, login(addDays(LEFT, 20), 'new')], year)).toEqual(stood);
    const late = healthAt([...leaver, login(addDays(LEFT, -1), 'new')], year);
    expect(late.scoreTenths).toBeGreaterThan(stood.scoreTenths!);
  });

  it('is judged by what is, once it comes back', () => {
    const back = [...leaver, subscription('reactivated', addDays(LEFT, 60), 100)];
    expect(healthAt(back, addDays(LEFT, 59))).toEqual(healthAt(leaver, addDays(LEFT, 59)));
    expect(healthAt(back, addDays(LEFT, 61)).scoreTenths).toBeLessThan(400);
  });
});
