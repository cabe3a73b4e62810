import { createFactStore, readActivity } from '@bellwether/clickhouse';
import { type Codec, createCodec, newestSchema, registerSchemas, sampleOf } from '@bellwether/contracts';
import { DAY_MS, type FactEnvelope } from '@bellwether/domain';
import { activityOf } from '@bellwether/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const NOW = Date.parse('2026-03-10T12:34:56.789Z');
const SIGNALS = 3_000;
const { clickhouse, schemaRegistry } = inject('stack');

interface Sent extends FactEnvelope {
  readonly topic: string;
  readonly source: string;
}

let database: TestDatabase;
let codec: Codec;

beforeAll(async () => {
  await registerSchemas(schemaRegistry.url);
  codec = await createCodec({ registryUrl: schemaRegistry.url });
  database = await createTestDatabase(clickhouse.url);
});
afterAll(() => database?.drop());

/** Some at the very edges of what is counted, some received long after they happened, some twice, some ahead. */
const back = fc.oneof(
  fc.integer({ min: -DAY_MS, max: 75 * DAY_MS }),
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(0, 1, DAY_MS - 1, DAY_MS, DAY_MS + 1))
    .map(([weeks, ms]) => weeks * 7 * DAY_MS + ms),
);
const anySignal = fc.record({
  topic: fc.constantFrom('signals.login', 'signals.feature-use', 'signals.account'),
  tenantId: fc.constantFrom('t', 'u'),
  accountId: fc.nat(200).map((n) => `a${n}`),
  source: fc.constantFrom('web', 'mobile', 'o’neil\\'),
  back,
  delay: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 20 * DAY_MS })),
});

it('counts what was heard of each source as a naive count does', async () => {
  const signals = fc
    .sample(anySignal, { numRuns: SIGNALS, seed: 42 })
    .map(({ back, delay, ...signal }, n): Sent => {
      return { ...signal, eventId: `e${n}`, occurredAt: NOW - back, receivedAt: NOW - back + delay };
    });
  const store = createFactStore({
    client: database.client,
    codec,
    registryUrl: inject('clickHouseRegistryUrl'),
  });
  for (const [topic, sent] of Map.groupBy([...signals, ...signals.slice(0, 500)], (each) => each.topic)) {
    const facts = sent.map(({ topic: _, ...signal }) => {
      const whole = { ...sampleOf(newestSchema(topic)), userId: null, ...signal };
      return { ...signal, wire: codec.encode(topic, whole) };
    });
    expect(await store.land(topic, facts)).toEqual({ kind: 'landed' });
  }
  const counted = await readActivity(database.client, NOW);
  const naive = activityOf(signals, NOW);
  expect(naive.length).toBe(2 * 2 * 4);
  const inOrder = (each: typeof naive) => each.map((one) => JSON.stringify(one)).sort();
  expect(inOrder(counted)).toEqual(inOrder(naive));
});
