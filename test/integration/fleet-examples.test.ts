import { publishReferenceData, readFleet } from '@bellwether/clickhouse';
import { closeOf, costsSchema, FLEET_METRICS, type FleetRow, type FleetSplit } from '@bellwether/domain';
import { TEST_MONEY } from '@bellwether/testkit';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { smallCompany } from './support/small-company.ts';

/** Worked out by hand from the stories in support/small-company.ts and this spend. */
const COSTS = costsSchema.parse({
  tenants: {
    demo: {
      grossMargin: { '2026-01': 0.8 },
      costs: [
        { month: '2026-01', category: 'acquisition', amount: 900, currency: 'EUR' },
        { month: '2026-02', category: 'acquisition', amount: 100, currency: 'EUR', segment: 'mid-market' },
        { from: '2026-04', category: 'retention', amount: 600, currency: 'EUR' },
      ],
    },
  },
});
const AS_OF = closeOf('2026-06-30');
const MEAN_MONTH_DAYS = 365.25 / 12;

let database: TestDatabase;
const rows: Record<FleetSplit, FleetRow[]> = { tenant: [], segment: [], account: [] };
beforeAll(async () => {
  database = await createTestDatabase(inject('stack').clickhouse.url);
  await publishReferenceData(database.client, { rates: TEST_MONEY.rates, costs: COSTS });
  for (const [table, tableRows] of Object.entries(smallCompany)) {
    for (const row of tableRows) await database.insert(table, [row]);
  }
  const asked = { tenant: 'demo', asOf: AS_OF, from: '2026-01-01', to: '2026-06-01' };
  for (const split of ['tenant', 'segment', 'account'] as const) {
    rows[split] = await readFleet(database.client, FLEET_METRICS, split, asked);
  }
});
afterAll(() => database?.drop());

function values(id: string, month: string, split: FleetSplit = 'tenant'): Record<string, number | string> {
  const its = rows[split].filter((row) => row.metric === id && row.month === `${month}-01`);
  return Object.fromEntries(
    its.map(({ of, value, reason }) => [of, value === null ? reason! : Number(value.toFixed(4))]),
  );
}

describe('fleet metrics, by hand', () => {
  it.each([
    ['churn-rate', '2026-04', 0.2, 'bolt of five'],
    ['churn-rate', '2026-05', 0.5, 'fox and drift of four'],
    ['churn-rate', '2026-06', 0, 'nobody of two'],
    ['churn-rate', '2026-01', 'not-applicable', 'nobody was there'],
    ['nrr', '2026-04', 0.8769, '2850 of 3250: bolt gone, drift contracted'],
    ['nrr', '2026-03', 1.2037, '3250 of 2700: acme expanded, cargo added on'],
    ['grr', '2026-03', 1, 'nobody pays less'],
    ['grr', '2026-04', 0.8769, 'nobody pays more'],
    ['renewal-rate', '2026-04', 'not-applicable', 'no terms are stated'],
    ['customer-acquisition-cost', '2026-01', 300, '900 for acme, bolt and fox'],
    ['customer-acquisition-cost', '2026-02', 50, '100 for cargo and drift'],
    ['customer-acquisition-cost', '2026-06', 'not-applicable', 'drift came back, which wins nobody new'],
    ['retention-cost', '2026-03', 'not-configured', 'what nobody has told is not 0'],
    ['retention-cost', '2026-04', 150, '600 for acme, cargo, drift and fox'],
    ['projected-lifetime-value', '2026-06', 4053.3333, '2400 ÷ 3 × 0.8 ÷ (3 ÷ 19)'],
    ['ltv-to-cac', '2026-06', 20.2667, '4053.33 ÷ (1000 ÷ 5)'],
  ] as [string, string, number | string, string][])('%s in %s is %s: %s', (id, month, expected) => {
    expect(values(id, month)).toEqual({ '': expected });
  });

  it('split spend by whom it was for, and leave what nobody is there to bear with nobody', () => {
    expect(values('customer-acquisition-cost', '2026-02', 'segment')).toEqual({
      enterprise: 0,
      'mid-market': 'not-applicable',
      none: 0,
    });
  });

  it('tell each account’s lifetime value', () => {
    const { fox } = values('lifetime-value', '2026-06', 'account');
    expect(fox).toBeCloseTo((400 * 116) / MEAN_MONTH_DAYS - 300, 3);
  });

  it('tell each account’s cost against its revenue', () => {
    const { acme } = values('retention-cost-share', '2026-04', 'account');
    expect(acme).toBeCloseTo(150 / ((1500 * 30) / MEAN_MONTH_DAYS), 4);
  });

  it('are sums over the view revenue_monthly', async () => {
    const sql = `SELECT sum(mrr_at_end) AS mrr, sum(is_new) AS new, sum(acquisition_cost) AS spent FROM revenue_monthly
      WHERE tenant_id = 'demo' AND month = '2026-02-01'`;
    expect(await database.rows(sql)).toEqual([{ mrr: 2700, new: 2, spent: 100 }]);
  });
});
