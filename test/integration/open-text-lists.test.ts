import { createFactStore } from '@bellwether/clickhouse';
import { createCodec, newestSchema, registerSchemas, sampleOf } from '@bellwether/contracts';
import { type Evaluation, type FactStore, indicatorById, itemsOf, startOfDay } from '@bellwether/domain';
import { readingsOf, type SurveySignal } from '@bellwether/testkit';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const DAY_MS = 86_400_000;
const NOON = startOfDay('2026-06-30') + DAY_MS / 2;
const TOPIC = 'signals.survey';

let database: TestDatabase;
/** The store of the hot path. */
let lean: FactStore;
let evaluation: Evaluation;

const answer = (n: number, daysAgo: number, said: Partial<SurveySignal>): SurveySignal => ({
  topic: TOPIC,
  channel: 'email',
  tenantId: 't',
  accountId: 'a',
  eventId: `e${n}`,
  occurredAt: NOON - daysAgo * DAY_MS,
  receivedAt: NOON,
  userId: `u${n}`,
  surveyId: 's',
  invitationId: `i${n}`,
  change: 'answered',
  kind: 'nps',
  scaleMin: 0,
  scaleMax: 10,
  ...said,
});

const ANSWERS = [
  answer(1, 10, { score: 9, reason: 'en 0.5 reports,export' }),
  answer(2, 20, { score: 2, reason: 'en -1 export, price' }),
  answer(3, 5, { score: 4, reason: ' zu teuer ', language: 'de' }),
  answer(4, 1, { score: 8, reason: 'en 0.25 reports' }),
  answer(5, 1, { score: 3, reason: ' ' }),
  answer(6, 200, { score: 0, reason: 'en -1 price' }),
  // The person of answer 2 answered something before.
  answer(7, 30, { score: 10, reason: 'en 1 export', userId: 'u2' }),
  answer(8, 2, { kind: 'feedback', score: null, reason: 'en -0.5 export', channel: 'social' }),
];

beforeAll(async () => {
  const registryUrl = schemaRegistry.url;
  await registerSchemas(registryUrl);
  const codec = await createCodec({ registryUrl });
  database = await createTestDatabase(clickhouse.url);
  const options = { client: database.client, codec, registryUrl: inject('clickHouseRegistryUrl') };
  const store = createFactStore({ ...options, items: true });
  lean = createFactStore(options);
  const wire = ({ topic, ...said }: SurveySignal) =>
    codec.encode(topic, { ...sampleOf(newestSchema(topic)), reason: null, language: null, ...said });
  await store.land(
    TOPIC,
    ANSWERS.map((said) => ({ ...said, wire: wire(said) })),
  );
  await store.landReadings(readingsOf(ANSWERS));
  const buckets = ANSWERS.map((said) => ({
    ...said,
    day: new Date(said.occurredAt).toISOString().slice(0, 10),
  }));
  await store.recompute(buckets, () => 1);
  const [evaluated] = await store.evaluate([{ tenantId: 't', accountId: 'a', asOf: NOON }], () => 1);
  evaluation = evaluated!;
});
afterAll(() => database?.drop());

const listOf = (id: string) => itemsOf(indicatorById(id)!, evaluation, 't');

describe('the lists behind what people wrote', () => {
  it('say why people would recommend it or not, detractors first, the latest of each first', () => {
    expect(listOf('nps')).toEqual([
      { item: 'zu teuer', because: 'detractor, answered on 2026-06-25', amount: 4 },
      { item: 'en -1 export, price', because: 'detractor, answered on 2026-06-10', amount: 2 },
      { item: 'en 0.25 reports', because: 'passive, answered on 2026-06-29', amount: 8 },
      { item: 'en 0.5 reports,export', because: 'promoter, answered on 2026-06-20', amount: 9 },
    ]);
  });

  it('name the themes of all that was read, with how often and in which mood', () => {
    expect(listOf('text-sentiment')).toEqual([
      { item: 'export', because: 'mean sentiment 0.00', amount: 4 },
      { item: 'reports', because: 'mean sentiment 0.38', amount: 2 },
      { item: 'price', because: 'mean sentiment -1.00', amount: 1 },
    ]);
  });

  it('show what was said unasked', () => {
    expect(listOf('unsolicited-feedback')).toEqual([
      { item: 'en -0.5 export', because: 'said on 2026-06-28, social', amount: null },
    ]);
  });

  it('show the channels side by side, and how little few answers prove', () => {
    expect(listOf('feedback-channels')).toEqual([
      { item: 'email', because: 'NPS: -17, 33 % satisfied of 6 (10 to 70 %)', amount: 6 },
      { item: 'social', because: 'unsolicited feedback: 1', amount: 1 },
    ]);
  });

  it('are read only for who asks for them', async () => {
    const [hot] = await lean.evaluate([{ tenantId: 't', accountId: 'a', asOf: NOON }], () => 1);
    expect(Object.keys(hot!.facets)).not.toContain('npsWhys');
    expect(hot!.values).toEqual(evaluation.values);
  });
});
