import { describe, expect, it } from 'vitest';
import type { PlacedFact } from './door.ts';
import { causesOf, dirtyBuckets, touchedAccounts, touchedTwice } from './touched.ts';

const NOON = Date.parse('2026-03-10T12:00:00.000Z');
const DAY = 86_400_000;

function fact(change: Partial<PlacedFact>): PlacedFact {
  return {
    topic: 'signals.login',
    partition: 4,
    offset: 0n,
    tenantId: 't',
    accountId: 'a',
    eventId: 'e1',
    occurredAt: NOON,
    receivedAt: NOON,
    wire: new Uint8Array(),
    appendedAt: NOON,
    ...change,
  };
}

describe('what facts touch', () => {
  it('is a bucket for each account, topic and UTC day, once', () => {
    const buckets = dirtyBuckets([
      fact({}),
      fact({ eventId: 'e2', occurredAt: NOON + 1 }),
      fact({ occurredAt: NOON - DAY }),
      fact({ topic: 'signals.survey' }),
      fact({ accountId: 'b' }),
    ]);
    expect(buckets.map((b) => `${b.topic} ${b.accountId} ${b.day}`)).toEqual([
      'signals.login a 2026-03-10',
      'signals.login a 2026-03-09',
      'signals.survey a 2026-03-10',
      'signals.login b 2026-03-10',
    ]);
  });

  it('is every close since the earliest day of an account', () => {
    const touched = touchedAccounts([
      fact({}),
      fact({ occurredAt: NOON - 5 * DAY }),
      fact({ accountId: 'b' }),
    ]);
    expect(touched.map(({ accountId, since, partition }) => [accountId, since, partition])).toEqual([
      ['a', '2026-03-05', 4],
      ['b', '2026-03-10', 4],
    ]);
  });

  it('names the newest twenty causes and counts each event once', () => {
    const facts = Array.from({ length: 25 }, (_, i) => fact({ eventId: `e${i}`, receivedAt: NOON + i }));
    const [touched] = touchedAccounts([...facts, fact({ eventId: 'e24', receivedAt: NOON })]);
    const causes = causesOf(touched!);
    expect(causes.count).toBe(25);
    expect(causes.eventIds).toHaveLength(20);
    expect(causes.eventIds[0]).toBe('e24');
    expect(causes.newestReceivedAt).toBe(NOON + 24);
  });

  it('is told once of two flushes: the earlier day, all topics, the newest of both', () => {
    const named = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => fact({ eventId: `e${from + i}`, receivedAt: NOON + from + i }));
    const [first] = touchedAccounts(named(10, 15));
    const [second] = touchedAccounts([
      ...named(0, 12),
      fact({ eventId: 'late', topic: 'signals.survey', occurredAt: NOON - 3 * DAY, receivedAt: NOON - 1 }),
    ]);
    const both = touchedTwice(first!, second!);
    expect(both).toMatchObject({ since: '2026-03-07', count: 28 });
    expect([...both.topics].sort()).toEqual(['signals.login', 'signals.survey']);
    const newest = Array.from({ length: 20 }, (_, i) => `e${24 - i}`);
    expect(causesOf(both)).toEqual({ eventIds: newest, count: 28, newestReceivedAt: NOON + 24 });
    expect(causesOf(touchedTwice(second!, first!))).toEqual(causesOf(both));
  });
});
