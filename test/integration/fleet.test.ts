import { createFactStore, publishReferenceData, readFleet } from '@bellwether/clickhouse';
import { type Codec, createCodec, registerSchemas } from '@bellwether/contracts';
import {
  type Costs,
  costsSchema,
  type Day,
  FLEET_METRICS,
  type FleetMetric,
  type FleetRow,
  type FleetSplit,
  type Instant,
} from '@bellwether/domain';
import {
  FLEET_ORACLES,
  type Fleet,
  fleetMonths,
  historiesOf,
  historyOf,
  type RandomHistory,
  readFleetNaively,
  type Signal,
  TEST_MONEY,
} from '@bellwether/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { landSignals, withRepeats } from './support/land-signals.ts';

const TIMEOUT_MS = 300_000;
const SIGNALS_MAX = 40;
const RELATIVE_ERROR = 1e-9;
/** In the middle of a month, and after what most random signals say. */
const AS_OF: Instant = Date.UTC(2024, 3, 17, 10, 30);
const [FROM, TO]: [Day, Day] = ['2023-09-01', '2024-04-01'];
const SPLITS: readonly FleetSplit[] = ['tenant', 'segment', 'account'];

/** Some tenants so small that an account is all of it; every fourth keeps money without a rate. */
const TENANTS = Array.from({ length: 8 }, (_, n) => ({
  tenantId: n % 5 === 4 ? `cargo-${n}` : `fleet-${n}`,
  accounts: n % 3 === 0 ? 3 : 50,
  unrated: n % 4 === 3,
}));
const accounts = TENANTS.flatMap(({ tenantId, accounts: many }) =>
  Array.from({ length: many }, (_, n) => ({
    tenantId,
    accountId: ['plain', "o'neil\\", 'größe 日本'][n % 3]! + n,
  })),
);

const amount = fc.constantFrom(0, 10, 99.5, 12_000);
const month = fc.constantFrom('2022-11', '2023-09', '2023-12', '2024-02', '2024-04');
const ofWhom = fc.constantFrom({}, {}, { segment: 'smb' }, { segment: 'enterprise' }, { account: 'plain0' });
const costs = (currencies: readonly string[]) =>
  fc.array(
    fc
      .record({
        category: fc.constantFrom('acquisition' as const, 'retention' as const),
        amount,
        currency: fc.constantFrom(...currencies),
        when: fc.oneof(
          month.map((once) => ({ month: once })),
          month.map((from) => ({ from })),
          month.map((from) => ({ from, until: from > '2024-02' ? from : '2024-02' })),
        ),
        ofWhom,
      })
      .map(({ when, ofWhom: whom, ...rest }) => ({ ...rest, ...when, ...whom })),
    { maxLength: 8 },
  );
const margins = fc.constantFrom({}, { '2020-01': 0.8 }, { '2020-01': 0.8, '2024-01': 0.5 });

const fleetCosts: fc.Arbitrary<Costs> = fc
  .tuple(
    ...TENANTS.map(({ unrated }) =>
      fc.record({ grossMargin: margins, costs: costs(unrated ? ['EUR', 'SEK', 'GBP'] : ['EUR', 'USD']) }),
    ),
  )
  .map((all) =>
    costsSchema.parse({ tenants: Object.fromEntries(TENANTS.map(({ tenantId }, n) => [tenantId, all[n]])) }),
  );

let database: TestDatabase;
let codec: Codec;
beforeAll(async () => {
  const registryUrl = inject('stack').schemaRegistry.url;
  await registerSchemas(registryUrl);
  codec = await createCodec({ registryUrl });
  database = await createTestDatabase(inject('stack').clickhouse.url);
});
afterAll(() => database?.drop());

async function land(copies: readonly Signal[]): Promise<void> {
  const store = createFactStore({
    client: database.client,
    codec,
    registryUrl: inject('clickHouseRegistryUrl'),
  });
  await landSignals(store, codec, withRepeats(copies));
}

/** Money that has a rate at all times, unless the tenant is there to miss one. */
function rated(history: RandomHistory): RandomHistory {
  const { unrated } = TENANTS.find(({ tenantId }) => tenantId === history.tenantId)!;
  const copies = history.copies.map((copy) =>
    copy.topic === 'signals.subscription' && !unrated && ['GBP', 'SEK'].includes(copy.currency)
      ? { ...copy, currency: 'EUR' }
      : copy,
  );
  return { ...history, copies };
}

function close(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= RELATIVE_ERROR * Math.max(1, Math.abs(a));
}

/** Readings that have a value: agreement on nothing but missing ones would prove nothing. */
let valued = 0;
const VALUED_MIN = 1_000;

function differences(
  tenantId: string,
  months: ReturnType<typeof fleetMonths>,
  metric: FleetMetric,
  split: FleetSplit,
  rows: readonly FleetRow[],
): string[] {
  const got = new Map(rows.map((row) => [`${row.month} ${row.of}`, row]));
  const wanted = [...months.keys()]
    .filter((day) => day >= FROM && day <= TO)
    .flatMap((day) =>
      [...readFleetNaively(months, metric.id, day, split)].map(([of, reading]) => ({
        key: `${day} ${of}`,
        reading,
      })),
    );
  valued += wanted.filter(({ reading }) => reading.value !== null).length;
  const keys = new Set(wanted.map(({ key }) => key));
  const extra = [...got.keys()].filter((key) => !keys.has(key)).map((key) => `${key}: no such row`);
  const wrong = wanted.flatMap(({ key, reading }) => {
    const row = got.get(key);
    // Where nobody is and nothing was spent there is no row.
    if (!row && (reading.reason === 'not-applicable' || reading.reason === 'not-configured')) return [];
    if (row && close(row.value, reading.value) && row.reason === reading.reason) return [];
    return [`${key}: oracle ${JSON.stringify(reading)}, SQL ${JSON.stringify(row)}`];
  });
  return [...extra, ...wrong].map((text) => `${tenantId} ${metric.id} by ${split} ${text}`);
}

describe('every fleet metric', () => {
  it('has an oracle', () => {
    expect([...FLEET_ORACLES.keys()]).toEqual(FLEET_METRICS.map(({ id }) => id));
  });

  it(
    'has the value its oracle gives it, on random fleets',
    async () => {
      const topics = ['signals.subscription', 'signals.account'] as const;
      await fc.assert(
        fc.asyncProperty(historiesOf(accounts, SIGNALS_MAX, topics), fleetCosts, agreesWithOracles),
        { numRuns: 1, endOnFailure: true },
      );
    },
    TIMEOUT_MS,
  );

  async function agreesWithOracles(random: readonly RandomHistory[], itsCosts: Costs): Promise<void> {
    const histories = random.map(rated);
    await publishReferenceData(database.client, { rates: TEST_MONEY.rates, costs: itsCosts });
    await land(histories.flatMap((h) => h.copies));
    const wrong: string[] = [];
    for (const { tenantId } of TENANTS) {
      const ofTenant = histories.filter((h) => h.tenantId === tenantId);
      const fleet: Fleet = {
        tenantId,
        histories: new Map(ofTenant.map((h) => [h.accountId, historyOf(h.copies)])),
        costs: itsCosts,
        asOf: AS_OF,
      };
      const months = fleetMonths(fleet);
      const asked = { tenant: tenantId, asOf: AS_OF, from: FROM, to: TO };
      for (const split of SPLITS) {
        const rows = await readFleet(database.client, FLEET_METRICS, split, asked);
        for (const metric of FLEET_METRICS) {
          const its = rows.filter((row) => row.metric === metric.id);
          wrong.push(...differences(tenantId, months, metric, split, its));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(valued).toBeGreaterThan(VALUED_MIN);
  }
});
