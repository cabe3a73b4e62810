import { readIndicators, readScorecardSet, SHIPPED_CONFIG_DIR } from '@bellwether/configuration';
import {
  addDays,
  CLOSES_KEPT,
  type Close,
  closeOf,
  DAY_MS,
  type Day,
  daysBetween,
  type Instant,
  lastClosedDays,
  type ScoringRules,
  scoreAsOf,
  startOfDay,
} from '@bellwether/domain';
import { evaluateNaively, historyOf, type Signal } from '@bellwether/testkit';
import { describe, expect, it } from 'vitest';

const indicators = readIndicators();
const scorecards = readScorecardSet(`${SHIPPED_CONFIG_DIR}/scorecards`, indicators);
const rules: ScoringRules = {
  scorecards: new Map([['*/1', { tenantId: '*', version: 1, validFrom: 0, scorecards }]]),
  indicators: new Map(indicators.map((indicator) => [indicator.id, indicator])),
};
const FIRST: Day = '2025-11-03';
const LEFT: Day = '2026-03-10';

/** Five people, daily until they leave. */
const using = Array.from({ length: daysBetween(FIRST, LEFT) * 5 }, (_, n) =>
  fact('signals.login', startOfDay(FIRST) + Math.floor(n / 5) * DAY_MS, {
    kind: 'login',
    userId: `u${n % 5}`,
  }),
);
const customer = [subscription('started', FIRST, 100), ...using];
const leaver = [...customer, subscription('churned', LEFT, 0)];

function subscription(change: string, day: Day, mrr: number): Signal {
  return fact('signals.subscription', startOfDay(day) + 1, {
    subscriptionId: 's',
    change,
    mrr,
    currency: 'EUR',
  });
}

function fact(topic: string, occurredAt: Instant, body: object): Signal {
  const envelope = { tenantId: 't', accountId: 'a', source: 'test', receivedAt: occurredAt };
  return {
    topic,
    eventId: `${topic}${JSON.stringify(body)}${occurredAt}`,
    ...envelope,
    occurredAt,
    ...body,
  } as unknown as Signal;
}

function healthAt(facts: readonly Signal[], day: Day) {
  const history = historyOf(facts);
  const evaluate = (asOf: Instant) => evaluateNaively(history, asOf, 1, indicators)!;
  const closes = lastClosedDays(closeOf(day), CLOSES_KEPT)
    .filter((past) => past >= FIRST)
    .map((past): Close => ({ day: past, evaluation: evaluate(closeOf(past)) }));
  const asOf = closeOf(day);
  const question = { tenantId: 't', asOf, live: evaluate(asOf), closes, overrides: [] };
  const { scoreTenths, band, findings, contributions } = scoreAsOf(question, rules);
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
    const login = (day: Day) => fact('signals.login', startOfDay(day) + 5, { kind: 'login', userId: 'new' });
    expect(healthAt([...leaver, login(addDays(LEFT, 20))], year)).toEqual(stood);
    const late = healthAt([...leaver, login(addDays(LEFT, -1))], year);
    expect(late.scoreTenths).toBeGreaterThan(stood.scoreTenths!);
  });

  it('is judged by what is, once it comes back', () => {
    const back = [...leaver, subscription('reactivated', addDays(LEFT, 60), 100)];
    expect(healthAt(back, addDays(LEFT, 59))).toEqual(healthAt(leaver, addDays(LEFT, 59)));
    expect(healthAt(back, addDays(LEFT, 61)).scoreTenths).toBeLessThan(400);
  });
});
