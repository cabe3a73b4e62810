import { createFactStore } from '@bellwether/clickhouse';
import { createCodec, newestSchema, registerSchemas, sampleOf } from '@bellwether/contracts';
import { dayOf, type FactStore } from '@bellwether/domain';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const TOPIC = 'signals.feature-use';
const NOON = Date.parse('2024-05-15T12:00:00Z');
const REF = { tenantId: 'wide', accountId: 'w' };
/** Distinct names in one day: with a recompute that is quadratic in them, more memory than there is. */
const NAMES = 5_000;

const uses = Array.from({ length: 2 * NAMES }, (_, n) => ({
  ...REF,
  eventId: `e${n}`,
  source: 'runaway',
  occurredAt: NOON,
  receivedAt: NOON + n,
  feature: `feature-${n % NAMES}`,
  count: 1 + (n % 3),
  errors: n % 2,
}));
const total = (of: (use: (typeof uses)[number]) => number) => uses.reduce((sum, use) => sum + of(use), 0);

let database: TestDatabase;
let store: FactStore;

beforeAll(async () => {
  await registerSchemas(schemaRegistry.url);
  const codec = await createCodec({ registryUrl: schemaRegistry.url });
  database = await createTestDatabase(clickhouse.url);
  store = createFactStore({ client: database.client, codec, registryUrl: inject('clickHouseRegistryUrl') });
  const sample = { ...sampleOf(newestSchema(TOPIC)), userId: null };
  const facts = uses.map((use) => ({ ...use, wire: codec.encode(TOPIC, { ...sample, ...use }) }));
  expect(await store.land(TOPIC, facts)).toEqual({ kind: 'landed' });
  await store.recompute([{ ...REF, topic: TOPIC, day: dayOf(NOON) }], () => 1);
});
afterAll(() => database?.drop());

it('a producer that invents feature names is counted like any other', async () => {
  const [day] = await database.client.rows<Record<string, number | string>>(
    `SELECT length(features) AS names, arraySum(features.values.uses) AS uses,
  arraySum(features.values.errors) AS errors, features['feature-1'].uses AS ofOne
FROM account_days FINAL WHERE tenant_id = 'wide'`,
  );
  const counted = Object.fromEntries(Object.entries(day!).map(([name, value]) => [name, Number(value)]));
  expect(counted).toEqual({
    names: NAMES,
    uses: total(({ count }) => count),
    errors: total(({ errors }) => errors),
    ofOne: uses[1]!.count + uses[NAMES + 1]!.count,
  });
});

it('and so is its account', async () => {
  const [evaluation] = await store.evaluate([{ ...REF, asOf: NOON }], () => 1);
  expect(evaluation?.values.find((v) => v.indicator === 'feature-breadth')?.value).toBe(NAMES);
});
