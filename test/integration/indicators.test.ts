import { createFactStore } from '@bellwether/clickhouse';
import { type Codec, createCodec, newestSchema, registerSchemas, sampleOf } from '@bellwether/contracts';
import { dayOf, type Evaluation, type FactStore, INDICATORS } from '@bellwether/domain';
import {
  EXAMPLES,
  evaluateNaively,
  historiesOf,
  historyOf,
  plainReader,
  type RandomHistory,
  readingsOf,
  type Signal,
} from '@bellwether/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const registryUrl = schemaRegistry.url;
const epochOf = () => 1;

/** Accounts a run; each is one random history, seen from three instants. A run is one load and one query. */
const RUNS = 2;
const ACCOUNTS = 330;
const SIGNALS_MAX = 70;
const RELATIVE_ERROR = 1e-9;
const TIMEOUT_MS = 120_000;

/** Three tenants with the same account ids, some of which need care in SQL and in keys. */
const accounts = Array.from({ length: ACCOUNTS }, (_, n) => ({
  tenantId: ['acme', 'bolt', 'cargo'][n % 3]!,
  accountId: ['plain', 'a/b', "o'neil\\", 'größe 日本'][n % 4]! + Math.floor(n / 12),
}));

let database: TestDatabase;
let codec: Codec;
let runs = 0;

beforeAll(async () => {
  await registerSchemas(registryUrl);
  codec = await createCodec({ registryUrl });
  database = await createTestDatabase(clickhouse.url);
});
afterAll(() => database?.drop());

const wireOf = ({ topic, ...signal }: Signal) =>
  codec.encode(topic, { ...sampleOf(newestSchema(topic)), userId: null, ...signal });

/** Lands every copy, a fifth of them a second time, then recomputes what was touched. */
async function load(store: FactStore, copies: readonly Signal[]): Promise<void> {
  const arrivals = [...copies, ...copies.filter((_, n) => n % 5 === 0)];
  const byTopic = Map.groupBy(arrivals, (s) => s.topic);
  await Promise.all(
    [...byTopic].map(async ([topic, signals]) => {
      const facts = signals.map((s) => ({ ...s, wire: wireOf(s) }));
      expect(await store.land(topic, facts)).toEqual({ kind: 'landed' });
    }),
  );
  await store.landReadings(readingsOf(arrivals));
  await store.recompute(
    copies.map((s) => ({ ...s, day: dayOf(s.occurredAt) })),
    epochOf,
  );
}

/** The same account under a tenant of this run: what a run before it left stays apart. */
function ofRun(history: RandomHistory, run: number): RandomHistory {
  const tenantId = `${history.tenantId}-${run}`;
  return { ...history, tenantId, copies: history.copies.map((s) => ({ ...s, tenantId })) };
}

function differences(history: RandomHistory, evaluations: readonly (Evaluation | null)[]): string[] {
  const plain = historyOf(history.copies, plainReader.read);
  return history.asOfs.flatMap((asOf, n) => {
    const want = evaluateNaively(plain, asOf, 1);
    const got = evaluations[n]!;
    if (agree(want, got)) return [];
    const where = `${history.tenantId}/${history.accountId} as of ${new Date(asOf).toISOString()}`;
    return [`${where}: oracle ${text(want)}, SQL ${text(got)}`];
  });
}

function agree(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Math.abs(a - b) <= RELATIVE_ERROR * Math.max(1, Math.abs(a));
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [inA, inB] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => agree(inA[key], inB[key]));
}

const text = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v));

describe('every indicator', () => {
  let store: FactStore;
  beforeAll(() => {
    store = createFactStore({
      client: database.client,
      codec,
      registryUrl: inject('clickHouseRegistryUrl'),
    });
  });

  it('has the value worked out by hand', async () => {
    const cases = EXAMPLES.map((example, n) => {
      const ref = { tenantId: 'examples', accountId: `example-${n}` };
      return { ...example, ...ref, signals: example.signals.map((s) => ({ ...s, ...ref })) };
    });
    await load(
      store,
      cases.flatMap((c) => c.signals),
    );
    const evaluations = await store.evaluate(cases, epochOf);
    const results = cases.map(({ indicator, because }, n) => {
      const { value, reason } = evaluations[n]!.values.find((v) => v.indicator === indicator)!;
      return [`${indicator}: ${because}`, value === null ? reason : Number(value.toFixed(9))];
    });
    expect(results).toEqual(
      EXAMPLES.map(({ indicator, because, expected }) => [
        `${indicator}: ${because}`,
        typeof expected === 'number' ? Number(expected.toFixed(9)) : expected,
      ]),
    );
  });

  it(
    'has the value its oracle gives it, on random histories',
    async () => {
      await fc.assert(fc.asyncProperty(historiesOf(accounts, SIGNALS_MAX), agreesWithOracles), {
        numRuns: RUNS,
        endOnFailure: true,
      });
    },
    TIMEOUT_MS,
  );

  async function agreesWithOracles(random: readonly RandomHistory[]): Promise<void> {
    const run = ++runs;
    const histories = random.map((history) => ofRun(history, run));
    await load(
      store,
      histories.flatMap((h) => h.copies),
    );
    const requests = histories.flatMap((h) => h.asOfs.map((asOf) => ({ ...h, asOf })));
    const evaluations = await store.evaluate(requests, epochOf);
    const looks = requests.length / histories.length;
    const wrong = histories.flatMap((h, n) => differences(h, evaluations.slice(n * looks, (n + 1) * looks)));
    expect(wrong).toEqual([]);
  }

  it('is in the vector exactly once, in catalogue order, and live at a day’s last millisecond is its close', async () => {
    const [history] = fc.sample(historiesOf([{ tenantId: 'close', accountId: 'a' }], SIGNALS_MAX), {
      numRuns: 1,
      seed: 7,
    })[0]!;
    await load(store, history!.copies);
    const close = history!.asOfs[1]!;
    const lastMs = Date.parse(`${dayOf(close)}T23:59:59.999Z`);
    const [atClose, live] = await store.evaluate(
      [close, lastMs].map((asOf) => ({ ...history!, asOf })),
      epochOf,
    );
    expect(live).toEqual(atClose);
    expect(atClose?.values.map((v) => v.indicator)).toEqual(INDICATORS.map(({ id }) => id));
  });
});
