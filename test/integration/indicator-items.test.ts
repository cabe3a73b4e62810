import { createFactStore } from '@bellwether/clickhouse';
import { createCodec, newestSchema, registerSchemas, sampleOf } from '@bellwether/contracts';
import { DAY_MS, dayOf, type FactStore, itemsOf } from '@bellwether/domain';
import { TEST_INDICATORS } from '@bellwether/testkit';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const ref = { tenantId: 'items', accountId: 'acme' };
const NOON = Date.UTC(2026, 5, 15, 12);

let database: TestDatabase;
let store: FactStore;
let send: (topic: string, signals: readonly object[]) => Promise<void>;

beforeAll(async () => {
  await registerSchemas(schemaRegistry.url);
  const codec = await createCodec({ registryUrl: schemaRegistry.url });
  database = await createTestDatabase(clickhouse.url);
  const registryUrl = inject('clickHouseRegistryUrl');
  store = createFactStore({
    client: database.client,
    codec,
    registryUrl,
    indicators: TEST_INDICATORS,
    items: true,
  });
  send = async (topic, signals) => {
    const facts = signals.map((said, n) => {
      const at = { eventId: `${topic}-${n}`, occurredAt: NOON, receivedAt: NOON, source: 'test', ...ref };
      const signal = { ...at, ...said };
      return {
        ...signal,
        wire: codec.encode(topic, { ...sampleOf(newestSchema(topic)), userId: null, ...signal }),
      };
    });
    expect(await store.land(topic, facts)).toEqual({ kind: 'landed' });
    const buckets = facts.map((fact) => ({ ...ref, topic, day: dayOf(fact.occurredAt) }));
    await store.recompute(buckets, () => 1);
  };
});
afterAll(() => database?.drop());

async function itemsBehind(id: string) {
  const [evaluation] = await store.evaluate([{ ...ref, asOf: NOON }], () => 1);
  return itemsOf(TEST_INDICATORS.find((indicator) => indicator.id === id)!, evaluation!, ref.tenantId);
}

describe('the list behind', () => {
  it('blocked goals names each barrier, and for how long', async () => {
    const goal = { planId: 'p', subject: 'goal', title: 'Save hours', features: [] };
    await send('signals.milestone', [
      {
        ...goal,
        subjectId: 'g',
        change: 'blocked',
        barrier: 'waiting for IT',
        occurredAt: NOON - 3 * DAY_MS,
      },
      { ...goal, subjectId: 'h', change: 'blocked', barrier: 'no owner' },
      { ...goal, subjectId: 'h', change: 'unblocked', occurredAt: NOON + 1 },
      { ...goal, subjectId: 'i', title: 'Go live', change: 'blocked', barrier: null },
    ]);
    const items = await itemsBehind('blocked-goals');
    expect(items).toEqual([
      { item: 'Go live', because: 'blocked; nobody said by what', amount: 0 },
      { item: 'Save hours', because: 'no owner', amount: 0 },
      { item: 'Save hours', because: 'waiting for IT', amount: 3 },
    ]);
  });

  it('breadth of contacts tells per role and department whom we are in touch with, the gaps first', async () => {
    const joined = { change: 'joined', previousRole: null };
    await send('signals.contact', [
      { ...joined, contactId: 'ann', role: 'sponsor', department: 'Finance' },
      { ...joined, contactId: 'bob', role: 'user', department: 'IT' },
      { ...joined, contactId: 'cem', role: 'user', department: 'IT' },
      { ...joined, contactId: 'dan', role: 'champion', department: null, change: 'left' },
    ]);
    const met = {
      interactionId: 'i',
      kind: 'call',
      staffRole: 'sales',
      direction: 'inbound',
      outcome: 'held',
    };
    await send('signals.interaction', [{ ...met, contactIds: ['bob', 'dan', 'eve'] }]);
    expect(await itemsBehind('contact-breadth')).toEqual([
      { item: 'sponsor, Finance', because: 'in touch with 0 of 1', amount: 0 },
      { item: 'role unknown', because: 'in touch with 1 of 1', amount: 1 },
      { item: 'user, IT', because: 'in touch with 1 of 2', amount: 1 },
    ]);
  });

  it('the age of judgement tells each answer that stands, the oldest first', async () => {
    const said = {
      change: 'answered',
      assessorId: 'eve',
      assessorRole: 'csm',
      scoresEventId: null,
      choice: null,
    };
    const answer = (questionId: string, templateVersion: string, score: number, daysAgo: number) => ({
      ...said,
      ...{
        questionId,
        templateVersion,
        score,
        assessmentId: questionId,
        occurredAt: NOON - daysAgo * DAY_MS,
      },
    });
    await send('signals.assessment', [
      answer('value-received', 'standard/1', 4, 2),
      answer('goal-closeness', 'library/1', 2, 30),
    ]);
    expect(await itemsBehind('judgement-age')).toEqual([
      { item: 'goal-closeness', because: 'answered 2 under library/1', amount: 30 },
      { item: 'value-received', because: 'answered 4 under standard/1', amount: 2 },
    ]);
  });
});
