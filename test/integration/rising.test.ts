import { createFactStore, readRising } from '@bellwether/clickhouse';
import { type Codec, createCodec, registerSchemas } from '@bellwether/contracts';
import { DAY_MS, dayOf, type Instant, type Rising, type RisingAnswer } from '@bellwether/domain';
import { historyOf, plainReader, readingsOf, readRisingNaively, type Signal } from '@bellwether/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { landSignals, withRepeats } from './support/land-signals.ts';
import { randomFleet } from './support/random-fleet.ts';

const AS_OF: Instant = Date.UTC(2026, 5, 30, 9, 15);
const TIMEOUT_MS = 180_000;
const FLEETS = 12;

let database: TestDatabase;
let codec: Codec;
beforeAll(async () => {
  const registryUrl = inject('stack').schemaRegistry.url;
  await registerSchemas(registryUrl);
  codec = await createCodec({ registryUrl });
  database = await createTestDatabase(inject('stack').clickhouse.url);
});
afterAll(() => database?.drop());

async function land(signals: readonly Signal[]): Promise<void> {
  const registryUrl = inject('clickHouseRegistryUrl');
  const store = createFactStore({ client: database.client, codec, registryUrl });
  await landSignals(store, codec, withRepeats(signals));
  await store.landReadings(readingsOf(signals));
  await store.recompute(
    signals.map((s) => ({ ...s, day: dayOf(s.occurredAt) })),
    () => 1,
  );
}

type Said = { readonly topic: Signal['topic']; readonly at: Instant } & Readonly<Record<string, unknown>>;

/** Signals of an account, each with an id of its own. */
function signalsOf(tenantId: string, accountId: string, said: readonly Said[]): Signal[] {
  return said.map(({ at, ...fields }, n) => {
    const envelope = {
      eventId: `e${n}`,
      tenantId,
      accountId,
      source: 'test',
      occurredAt: at,
      receivedAt: at,
    };
    return { ...envelope, ...fields } as unknown as Signal;
  });
}

const ago = (days: number): Instant => AS_OF - days * DAY_MS;
const ticket = { topic: 'signals.ticket', ticketId: 't', change: 'opened', actor: 'customer' } as const;
const pays = {
  topic: 'signals.subscription',
  subscriptionId: 's',
  change: 'started',
  currency: 'EUR',
} as const;

describe('what rises', () => {
  it('is named with whom it befell and the revenue it has not reached', async () => {
    const howTo = (days: number): Said => ({
      ...ticket,
      at: ago(days),
      ticketId: `asked-${days}`,
      category: 'how-to',
      feature: 'exports',
    });
    const customer = (n: number, ...more: Said[]): Signal[] =>
      signalsOf('example', `a${n}`, [
        { ...pays, at: ago(200), mrr: 100 * n, features: n % 2 === 0 ? ['exports'] : ['api'] },
        ...more,
      ]);
    // Six of twelve ask how exports work, where one a fortnight is usual; of the rest the even ones have it, and a11 uses it.
    const usual = [20, 34, 48, 62, 76, 90].map(howTo);
    await land([
      ...[1, 2, 3, 4, 5].flatMap((n) => customer(n, howTo(n))),
      ...customer(6, howTo(13), ...usual),
      ...[7, 8, 9, 10, 12].flatMap((n) => customer(n)),
      ...customer(11, { topic: 'signals.feature-use', at: ago(80), feature: 'exports', count: 1 }),
    ]);
    // Six may be chance; eight are not.
    expect(await risingIn('example')).toEqual([]);
    await land([7, 9].flatMap((n) => customer(n, howTo(3))));
    expect(await risingIn('example')).toEqual(
      expect.arrayContaining([
        {
          kind: 'how-to-tickets',
          subject: 'exports',
          affected: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a9'],
          usual: 1,
          chance: expect.closeTo(0.000381, 5),
          notYet: [
            { accountId: 'a12', mrr: 1200 },
            { accountId: 'a11', mrr: 1100 },
            { accountId: 'a10', mrr: 1000 },
            { accountId: 'a8', mrr: 800 },
          ],
          mrrNotYet: 4100,
        },
      ]),
    );
  });

  it('is found by what a ticket turned out to be, and by what people are unhappy about in their own words', async () => {
    const accounts = [1, 2, 3, 4, 5, 6, 7, 8];
    const survey = {
      topic: 'signals.survey',
      surveyId: 's',
      invitationId: 'i',
      kind: 'nps',
      channel: 'email',
      change: 'answered',
      score: 3,
    } as const;
    const complains = (n: number): Said[] => [
      { ...ticket, at: ago(3), category: null, feature: null },
      { ...ticket, at: ago(2), change: 'replied', actor: 'agent', category: 'defect', feature: 'exports' },
      { ...survey, at: ago(n), reason: `en -0.${n} price, word-${n}` },
    ];
    // Both have been heard of for long, so that nothing of the kind is what is usual.
    await land([
      ...signalsOf('words', 'quiet', [
        { ...ticket, at: ago(200) },
        { ...survey, at: ago(200) },
      ]),
      ...accounts.flatMap((n) => signalsOf('words', `a${n}`, complains(n))),
    ]);
    const named = (await risingIn('words')).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(named.sort()).toEqual(['feature-tickets exports', 'survey-theme price', 'ticket-category defect']);
  });

  it('is not told while nothing is usual yet', async () => {
    await land(signalsOf('young', 'a', [{ ...pays, at: ago(60), mrr: 1 }]));
    expect(await readRising(database.client, 'young', AS_OF)).toEqual({ kind: 'too-little-history' });
  });

  it(
    'is what the oracle says, on random fleets',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(randomFleet, { minLength: FLEETS, maxLength: FLEETS }), agree),
        {
          numRuns: 1,
          endOnFailure: true,
        },
      );
    },
    TIMEOUT_MS,
  );
});

async function risingIn(tenantId: string): Promise<readonly Rising[]> {
  const answer = await readRising(database.client, tenantId, AS_OF);
  expect(answer.kind).toBe('rising');
  return answer.kind === 'rising' ? answer.rising : [];
}

const START_OF_DAY = AS_OF - (AS_OF % DAY_MS);

async function agree(fleets: readonly (readonly [number, number, object][][])[]): Promise<void> {
  let named = 0;
  const wrong: string[] = [];
  for (const [n, its] of fleets.entries()) {
    const tenantId = `random-${n}`;
    const accounts = its.map((all, a) => {
      const facts = all.map(
        ([days, ms, body]) => ({ at: START_OF_DAY - days * DAY_MS + ms, ...body }) as Said,
      );
      return [`a${a}`, signalsOf(tenantId, `a${a}`, facts)] as const;
    });
    await land(accounts.flatMap(([, signals]) => signals));
    const want = readRisingNaively(
      new Map(accounts.map(([id, signals]) => [id, historyOf(signals, plainReader.read)])),
      AS_OF,
    );
    const got = await readRising(database.client, tenantId, AS_OF);
    named += want?.length ?? 0;
    const [wanted, gotten] = [canonical(want), canonical(plain(got))];
    if (wanted !== gotten) wrong.push(`${tenantId}: oracle ${wanted}, SQL ${gotten}`);
  }
  expect(wrong).toEqual([]);
  expect(named).toBeGreaterThan(0);
}

type Plain = {
  kind: string;
  subject: string;
  affected: readonly string[];
  usual: number;
  notYet: readonly string[];
}[];

function plain(answer: RisingAnswer): Plain | null {
  if (answer.kind === 'too-little-history') return null;
  return answer.rising.map(({ kind, subject, affected, usual, notYet }) => {
    return { kind, subject, affected, usual, notYet: notYet.map(({ accountId }) => accountId) };
  });
}

function canonical(rising: Plain | null): string {
  const lines = rising?.map((r) =>
    JSON.stringify([r.kind, r.subject, r.usual, [...r.affected].sort(), [...r.notYet].sort()]),
  );
  return JSON.stringify(lines?.sort() ?? null);
}
