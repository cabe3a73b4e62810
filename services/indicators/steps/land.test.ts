import type { LandOutcome, WireFact } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type IndicatorsPorts } from '../ports.ts';
import type { PlacedFact } from './door.ts';
import { inInserts, landTopic } from './land.ts';
import { Tenure } from './tenure.ts';

const DAY_MS = 86_400_000;

function fact(eventId: string, occurredAt = 0): PlacedFact {
  const envelope = { eventId, tenantId: 't', accountId: 'a', occurredAt, receivedAt: 0 };
  const place = { topic: 'signals.login', partition: 2, offset: 7n, appendedAt: 0 };
  return { ...envelope, ...place, wire: Buffer.from(eventId) };
}

function land(facts: readonly PlacedFact[], answer: (ids: string[]) => LandOutcome, probe = () => true) {
  const tenure = new Tenure({ epoch: 1, partitions: [2] }, DEFAULT_SETTINGS);
  const ports = {
    store: {
      land: async (_: string, wires: readonly WireFact[]) => answer(wires.map(({ eventId }) => eventId)),
      probe: async () => probe(),
    },
    pause: async () => {},
    journal: { retrying: () => {} },
  } as unknown as IndicatorsPorts;
  return landTopic('signals.login', facts, tenure, ports);
}

const REFUSED = { kind: 'refused', code: 748, detail: 'Avro' } as const;
const facts = Array.from({ length: 11 }, (_, i) => fact(`e${i}`));

describe('landing', () => {
  it('finds every value the store refuses, and lands all others', async () => {
    const bad = new Set(['e3', 'e10']);
    const { landed, refused } = await land(facts, (ids) =>
      ids.some((id) => bad.has(id)) ? REFUSED : { kind: 'landed' },
    );
    expect(landed.map(({ eventId }) => eventId)).toEqual(
      facts.map(({ eventId }) => eventId).filter((id) => !bad.has(id)),
    );
    expect(refused.map(({ value }) => String(value))).toEqual(['e3', 'e10']);
    expect(refused[0]).toMatchObject({ partition: 2, offset: 7n, reason: 'refused-by-store' });
  });

  it('blames no data while not even a good message can be read', async () => {
    let probes = 0;
    const { refused, landed } = await land(
      facts,
      () => (probes < 3 ? REFUSED : { kind: 'landed' }),
      () => {
        probes += 1;
        return false;
      },
    );
    expect([refused.length, landed.length]).toEqual([0, 11]);
  });

  it('puts at most 60 months into one insert', () => {
    const monthly = Array.from({ length: 130 }, (_, i) => fact(`e${i}`, i * 31 * DAY_MS));
    const months = [...inInserts(monthly)].map(
      (insert) =>
        new Set(insert.map(({ occurredAt }) => new Date(occurredAt).toISOString().slice(0, 7))).size,
    );
    expect(months).toEqual([60, 60, 10]);
    expect([...inInserts(facts)]).toEqual([facts]);
  });
});
