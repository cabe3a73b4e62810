import { createFactStore } from '@bellwether/clickhouse';
import { type Codec, createCodec, registerSchemas } from '@bellwether/contracts';
import {
  dayOf,
  type Evaluation,
  type FactStore,
  type Instant,
  lineageOf,
  SOURCES,
  standsAt,
} from '@bellwether/domain';
import {
  EXAMPLES,
  evaluateNaively,
  FACETS,
  historiesOf,
  historyOf,
  plainReader,
  type RandomHistory,
  readingsOf,
  type Signal,
  TEST_INDICATORS,
} from '@bellwether/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { activeDays } from '../../docs/adding-an-indicator/active-days.ts';
import { activeDays as activeDaysOracle } from '../../docs/adding-an-indicator/oracle.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { differenceOf, explainDifferences } from './support/differences.ts';
import { landSignals, withRepeats } from './support/land-signals.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const registryUrl = schemaRegistry.url;
const epochOf = () => 1;

/** Accounts a run; each is one random history, seen from three instants. A run is one load and one query. */
const RUNS = 2;
const ACCOUNTS = 1_120;
/** Of all those, the histories that say anything an indicator reads: of each indicator at least so many. */
const SPEAKING_MIN = 1_000;
/** Accounts whose lists are compared. */
const LOOKED_AT = 120;
const SIGNALS_MAX = 70;
const EXAMPLE_ACCOUNTS = 60;
const TIMEOUT_MS = 300_000;
/** Another every time; given, the same histories again. */
const SEED = Number(process.env.SEED || Date.now() % 1_000_000_000);
const REPEAT = `SEED=${SEED} npx vitest run test/integration/indicators.test.ts`;

/** Three tenants with the same account ids, some of which need care in SQL and in keys. */
const accounts = Array.from({ length: ACCOUNTS }, (_, n) => ({
  tenantId: ['acme', 'bolt', 'cargo'][n % 3]!,
  accountId: ['plain', 'a/b', "o'neil\\", 'größe 日本'][n % 4]! + Math.floor(n / 12),
}));

let database: TestDatabase;
let codec: Codec;

beforeAll(async () => {
  await registerSchemas(registryUrl);
  codec = await createCodec({ registryUrl });
  database = await createTestDatabase(clickhouse.url);
});
afterAll(() => database?.drop());

/** Lands every copy, a fifth of them a second time, then recomputes what was touched. */
async function load(store: FactStore, copies: readonly Signal[]): Promise<void> {
  const arrivals = withRepeats(copies);
  await landSignals(store, codec, arrivals);
  await store.landReadings(readingsOf(arrivals));
  await store.recompute(
    copies.map((s) => ({ ...s, day: dayOf(s.occurredAt) })),
    epochOf,
  );
}

const topicsRead = new Map(
  TEST_INDICATORS.map((indicator) => {
    const fields = [...lineageOf(indicator, TEST_INDICATORS).fields];
    return [indicator.id, new Set(fields.map((field) => field.slice(0, field.lastIndexOf('.'))))];
  }),
);

function countSpeaking({ copies }: RandomHistory, counts: Map<string, number>): void {
  const topics = new Set(copies.map(({ topic }) => topic));
  for (const [id, read] of topicsRead) {
    if ([...read].some((topic) => topics.has(topic as Signal['topic']))) counts.set(id, counts.get(id)! + 1);
  }
}

/** The same account under a tenant of this run: what a run before it left stays apart. */
function ofRun(history: RandomHistory, run: number): RandomHistory {
  const tenantId = `${history.tenantId}-${run}`;
  return { ...history, tenantId, copies: history.copies.map((s) => ({ ...s, tenantId })) };
}

/** Who has churned is looked at as of the close of that day. */
const standing = (evaluation: Evaluation | null | undefined, asOf: Instant) =>
  evaluation ? standsAt(evaluation.profile, asOf) : asOf;

describe('every indicator', () => {
  let store: FactStore;
  beforeAll(() => {
    store = createFactStore({
      client: database.client,
      codec,
      registryUrl: inject('clickHouseRegistryUrl'),
      indicators: TEST_INDICATORS,
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
      return [`${indicator}: ${because}`, value === null ? reason : Number(value.toPrecision(12))];
    });
    expect(results).toEqual(
      EXAMPLES.map(({ indicator, because, expected }) => [
        `${indicator}: ${because}`,
        typeof expected === 'number' ? Number(expected.toPrecision(12)) : expected,
      ]),
    );
  });

  it(
    `has the value its oracle gives it, on ${SPEAKING_MIN} random histories and more`,
    async () => {
      const speaking = new Map(TEST_INDICATORS.map(({ id }) => [id, 0]));
      for (let run = 0; run < RUNS; run += 1) {
        const seed = SEED + run;
        const [histories] = fc.sample(historiesOf(accounts, SIGNALS_MAX), { numRuns: 1, seed });
        for (const history of histories!) countSpeaking(history, speaking);
        await agreesWithOracles(histories!.map((history) => ofRun(history, run)));
      }
      const seldom = [...speaking].filter(([, count]) => count < SPEAKING_MIN);
      expect(seldom, 'indicators with too few histories that say anything they read').toEqual([]);
    },
    TIMEOUT_MS,
  );

  async function agreesWithOracles(histories: readonly RandomHistory[]): Promise<void> {
    await load(
      store,
      histories.flatMap((h) => h.copies),
    );
    const requests = histories.flatMap((h) => h.asOfs.map((asOf) => ({ ...h, asOf })));
    const evaluations = await store.evaluate(requests, epochOf);
    const looks = requests.length / histories.length;
    const differences = histories.flatMap((h, n) => {
      const plain = historyOf(h.copies, plainReader.read);
      const oracles = h.asOfs.map((asOf) => evaluateNaively(plain, asOf, 1));
      return differenceOf(h, oracles, evaluations.slice(n * looks, (n + 1) * looks)) ?? [];
    });
    if (differences.length > 0) expect.fail(explainDifferences(differences, TEST_INDICATORS, REPEAT));
  }

  it('of the worked example in the README has the value its oracle gives it', async () => {
    const [histories] = fc.sample(historiesOf(accounts.slice(0, EXAMPLE_ACCOUNTS), SIGNALS_MAX), 1);
    const own = histories!.map((history) => ofRun(history, RUNS));
    await load(
      store,
      own.flatMap((h) => h.copies),
    );
    const asked = createFactStore({ client: database.client, codec, registryUrl, indicators: [activeDays] });
    const requests = own.flatMap((h) => h.asOfs.map((asOf) => ({ ...h, asOf })));
    const evaluations = await asked.evaluate(requests, epochOf);
    const got = evaluations.map((evaluation) => evaluation?.values[0]);
    const want = requests.map(({ copies, asOf }, n) =>
      evaluations[n] === null
        ? undefined
        : {
            indicator: activeDays.id,
            ...activeDaysOracle(historyOf(copies), standing(evaluations[n]!, asOf)),
          },
    );
    expect(got).toEqual(want);
    expect(new Set(got.map((value) => value?.value)).size).toBeGreaterThan(5);
  });

  it('lists what its oracle lists', async () => {
    const lists = SOURCES.flatMap((source) => source.details)
      .filter(({ id, use }) => use === 'list' && FACETS.has(id))
      .map(({ id }) => id);
    const looking = createFactStore({
      client: database.client,
      codec,
      registryUrl: inject('clickHouseRegistryUrl'),
      indicators: TEST_INDICATORS,
      items: true,
    });
    const [random] = fc.sample(historiesOf(accounts.slice(0, LOOKED_AT), SIGNALS_MAX), {
      numRuns: 1,
      seed: SEED,
    });
    const histories = random!.map((history) => ofRun(history, RUNS + 1));
    await load(
      looking,
      histories.flatMap((h) => h.copies),
    );
    const requests = histories.flatMap((h) => h.asOfs.map((asOf) => ({ ...h, asOf })));
    const evaluations = await looking.evaluate(requests, epochOf);
    const naive = requests.map(({ copies, asOf }, n) => {
      const plain = historyOf(copies, plainReader.read);
      return lists.map((id) => [id, FACETS.get(id)!(plain, standing(evaluations[n], asOf))]);
    });
    const parsed = evaluations.map((evaluation) =>
      lists.map((id) => [id, JSON.parse(evaluation?.facets[id] ?? 'null') as unknown]),
    );
    const seen = evaluations.map((evaluation) => evaluation !== null);
    expect(parsed.filter((_, n) => seen[n])).toEqual(naive.filter((_, n) => seen[n]));
  });

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
    expect(atClose?.values.map((v) => v.indicator)).toEqual(TEST_INDICATORS.map(({ id }) => id));
  });
});
