import { describe, expect, it } from 'vitest';
import { parseMapping } from './load-mapping.ts';
import { type Lookup, lookupOf } from './lookups.ts';
import { type CheckSignal, createTransform, type Signal } from './transform.ts';

const YAML = `
source: crm
dates: { formats: ['dd-MM-yyyy HH:mm', 'dd-MM-yyyy'] }
lookups:
  subscription: { file: subs.csv, key: id }
files:
  - file: usage.csv
    join: { subscription: sub }
    signals:
      - topic: signals.feature-use
        id: '{id}/{sub}'
        account: '{subscription.account}'
        occurredAt: { instant: day, at: '12:00' }
        user: '{user}'
        fields:
          feature: '{feature}'
          count: { column: n, as: integer }
          automation: { column: bot, as: boolean }
  - file: tickets.csv
    signals:
      - topic: signals.ticket
        id: '{id}/opened'
        account: '{account}'
        occurredAt: { instant: opened }
        fields: &t { ticketId: '{id}', change: opened, priority: { column: prio, values: { medium: normal } } }
      - topic: signals.ticket
        when: { escalated: { is: 'TRUE' } }
        id: '{id}/escalated'
        account: '{account}'
        occurredAt: { instant: opened, plus: { column: minutes, unit: minutes } }
        fields: { <<: *t, change: escalated }
`;
const mapping = parseMapping(YAML, 'test.yaml');
const [usage, tickets] = mapping.files;
const subscriptions = lookupOf('subs.csv', 'id', [
  { id: 'S-1', account: 'A-1' },
  { id: 'S-2', account: 'A-2' },
  { id: 'S-2', account: 'A-3' },
]);

const acceptAll: CheckSignal = (_topic, candidate) => ({ kind: 'valid', signal: candidate as Signal });

function transformer(
  check = acceptAll,
  lookups = new Map<string, Lookup>([['subscription', subscriptions]]),
) {
  return createTransform({ mapping, tenantId: 'acme', receivedAt: 1, lookups, check });
}

function rejection(outcome: ReturnType<ReturnType<typeof transformer>>): string {
  return outcome.kind === 'rejected' ? outcome.reason : 'accepted';
}

const USE = { id: 'U-1', sub: 'S-1', day: '05-03-2024', feature: 'export', n: '3', bot: 'FALSE', user: '' };

describe('a row becomes signals', () => {
  it('takes the account from the row it refers to, and the date in day-month-year at the stated hour', () => {
    const outcome = transformer()(usage!, USE);
    expect(outcome).toMatchObject({
      signals: [
        {
          topic: 'signals.feature-use',
          signal: {
            accountId: 'A-1',
            occurredAt: Date.UTC(2024, 2, 5, 12),
            feature: 'export',
            count: 3,
            automation: false,
          },
        },
      ],
    });
  });

  it('leaves an empty column out instead of sending an empty text', () => {
    const outcome = transformer()(usage!, { ...USE, bot: '' });
    const signal = outcome.kind === 'signals' ? outcome.signals[0]!.signal : null;
    expect(Object.keys(signal ?? {})).not.toContain('userId');
    expect(Object.keys(signal ?? {})).not.toContain('automation');
  });

  it('derives the same id from the same row, and another where a repeated id stands on another row', () => {
    const idOf = (row: typeof USE) => {
      const outcome = transformer()(usage!, row);
      return outcome.kind === 'signals' ? outcome.signals[0]!.signal.eventId : null;
    };
    const both = new Map<string, Lookup>([
      ['subscription', lookupOf('subs.csv', 'id', [{ id: 'S-9', account: 'A-1' }])],
    ]);
    const other = transformer(acceptAll, both)(usage!, { ...USE, sub: 'S-9' });
    expect(idOf(USE)).toBe(idOf({ ...USE }));
    expect(other.kind === 'signals' && other.signals[0]!.signal.eventId).not.toBe(idOf(USE));
  });

  it('makes one signal for each condition that holds', () => {
    const row = {
      id: 'T-1',
      account: 'A-1',
      opened: '01-02-2024',
      minutes: '90',
      prio: 'medium',
      escalated: 'TRUE',
    };
    const outcome = transformer()(tickets!, row);
    const made =
      outcome.kind === 'signals'
        ? outcome.signals.map(({ signal }) => [signal.change, signal.occurredAt])
        : [];
    expect(made).toEqual([
      ['opened', Date.UTC(2024, 1, 1)],
      ['escalated', Date.UTC(2024, 1, 1, 1, 30)],
    ]);
    const calm = transformer()(tickets!, { ...row, escalated: 'FALSE' });
    expect(calm.kind === 'signals' && calm.signals.length).toBe(1);
  });
});

describe('a row that cannot arrive is rejected by name', () => {
  it('when no row has the key it refers to', () => {
    expect(rejection(transformer()(usage!, { ...USE, sub: 'S-7' }))).toBe('no row of subs.csv has id S-7');
  });

  it('when rows that differ have that key', () => {
    expect(rejection(transformer()(usage!, { ...USE, sub: 'S-2' }))).toBe(
      'several different rows of subs.csv have id S-2',
    );
  });

  it('when a date fits no format', () => {
    expect(rejection(transformer()(usage!, { ...USE, day: '2024-31-12' }))).toContain(
      "day '2024-31-12' fits none of",
    );
  });

  it('when a number is none', () => {
    expect(rejection(transformer()(usage!, { ...USE, n: 'many' }))).toBe(
      "signals.feature-use: n 'many' is no number",
    );
  });

  it('when a text is not among those listed', () => {
    const row = { id: 'T-1', account: 'A-1', opened: '01-02-2024', prio: 'asap', escalated: '' };
    expect(rejection(transformer()(tickets!, row))).toBe("signals.ticket: prio 'asap' is none of medium");
  });

  it('whole, when one of its signals is invalid', () => {
    const check: CheckSignal = (topic, candidate) =>
      candidate.change === 'escalated'
        ? { kind: 'invalid', problems: ['change: not today'] }
        : acceptAll(topic, candidate);
    const row = {
      id: 'T-1',
      account: 'A-1',
      opened: '01-02-2024',
      minutes: '5',
      prio: 'medium',
      escalated: 'TRUE',
    };
    expect(transformer(check)(tickets!, row)).toEqual({
      kind: 'rejected',
      reason: 'signals.ticket: change: not today',
    });
  });
});
