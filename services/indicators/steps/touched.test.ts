import { describe, expect, it } from 'vitest';
import type { PlacedFact } from './door.ts';
import { dirtyBuckets, touchedAccounts } from './touched.ts';

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
    expect(touched?.causes.count).toBe(25);
    expect(touched?.causes.eventIds).toHaveLength(20);
    expect(touched?.causes.eventIds[0]).toBe('e24');
    expect(touched?.causes.newestReceivedAt).toBe(NOON + 24);
  });
});
