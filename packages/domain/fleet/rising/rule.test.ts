import { describe, expect, it } from 'vitest';
import { median } from '../../statistics/median.ts';
import { closeOf } from '../../time/days.ts';
import type { AffectedRow, FirstDayRow } from './query.ts';
import { fortnightsByKind, risingOf, usualFortnights } from './rising.ts';
import { chanceOf, isRising, poissonTail } from './rule.ts';

describe('what is named', () => {
  /** As many accounts in the last fortnight, and one in every other one before: half an account is usual. */
  const row = (kind: string, subject: string, accounts: number): AffectedRow => [
    kind,
    subject,
    [accounts, 0, 1, 0, 1, 0, 1],
    Array.from({ length: accounts }, (_, n) => `a${n}`),
  ];
  const long: readonly FirstDayRow[] = ['ticket', 'survey', 'feature-use', 'subscription'].map((topic) => [
    `signals.${topic}`,
    '2025-01-01',
  ]);
  const named = (rows: readonly AffectedRow[], firstDays = long) => {
    const answer = risingOf(rows, [], fortnightsByKind(firstDays, closeOf('2026-06-30')));
    return answer.kind === 'rising' ? answer.rising.map(({ kind, subject }) => `${kind} ${subject}`) : [];
  };
  const rare = Array.from({ length: 9_998 }, (_, n) => row('survey-theme', `word-${n}`, 1));

  it('is nothing of a source that was connected lately, whatever else is known for long', () => {
    const rows = [row('survey-theme', 'exports', 12), row('ticket-category', 'billing', 12)];
    const lately: readonly FirstDayRow[] = [...long, ['signals.ticket', '2026-06-10']];
    expect(named(rows, lately)).toEqual(['survey-theme exports']);
    expect(risingOf(rows, [], fortnightsByKind(lately, closeOf('2026-06-30')))).toMatchObject({
      unjudged: ['ticket-category', 'how-to-tickets', 'feature-tickets', 'ticket-theme'],
    });
    expect(
      risingOf(rows, [], fortnightsByKind([['signals.ticket', '2026-06-10']], closeOf('2026-06-30'))),
    ).toEqual({
      kind: 'too-little-history',
    });
  });

  it('of very many subjects must be unlikelier, whatever else is looked at', () => {
    const themes = [row('survey-theme', 'price', 7), row('survey-theme', 'exports', 12)];
    const category = row('ticket-category', 'billing', 7);
    expect(named([...themes, category]).sort()).toEqual([
      'survey-theme exports',
      'survey-theme price',
      'ticket-category billing',
    ]);
    expect(named([...rare, ...themes, category]).sort()).toEqual([
      'survey-theme exports',
      'ticket-category billing',
    ]);
  });
});

describe('a rise', () => {
  it.each([
    [4, 0, false, 'four accounts are each one’s own matter'],
    [5, 0, true, 'five where there were none'],
    [5, 1, false, 'five where one is usual happens by chance'],
    [8, 1, true, 'eight where one is usual does not'],
    [12, 3, true, 'twelve where three are usual'],
    [9, 3, false, 'nine may be chance'],
    [500, 400, false, 'surely more, but hardly so'],
    [600, 400, true, 'half as many again'],
  ])('of %d accounts where %d are usual is %s: %s', (affected, usual, rising) => {
    expect(isRising(affected, usual, 1)).toBe(rising);
  });

  it('must be unlikelier where very many subjects are looked at, since one of them is always rare', () => {
    expect(isRising(7, 0.5, 100)).toBe(true);
    expect(isRising(7, 0.5, 10_000)).toBe(false);
    expect(isRising(12, 0.5, 10_000)).toBe(true);
  });

  it('has the chance of a Poisson tail', () => {
    // 1 − e^−2 (1 + 2 + 2)
    expect(poissonTail(3, 2)).toBeCloseTo(1 - 5 * Math.exp(-2), 12);
    expect(poissonTail(0, 2)).toBeCloseTo(1, 12);
    expect(poissonTail(1, 1e-9)).toBeCloseTo(1e-9, 15);
    expect(poissonTail(900, 1000)).toBeGreaterThan(0.99);
    expect(chanceOf(5, 0)).toBeCloseTo(poissonTail(5, Math.LN2), 15);
  });

  it('is against the median, which one bad fortnight does not move', () => {
    expect(median([0, 1, 90, 1])).toBe(1);
    expect(median([2, 4, 3, 9, 1])).toBe(3);
  });

  it('counts only fortnights that had wholly begun', () => {
    const close = Date.UTC(2026, 5, 30, 23, 59, 59, 999);
    expect(usualFortnights('2026-06-03', close)).toBe(1);
    expect(usualFortnights('2026-06-04', close)).toBe(0);
    expect(usualFortnights('2020-01-01', close)).toBe(6);
    expect(usualFortnights(null, close)).toBe(0);
  });
});
