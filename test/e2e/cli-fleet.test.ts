import { publishReferenceData } from '@bellwether/clickhouse';
import { costsSchema } from '@bellwether/domain';
import { addressesToEnv } from '@bellwether/local-stack';
import { TEST_MONEY } from '@bellwether/testkit';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../integration/support/database.ts';
import { smallCompany } from '../integration/support/small-company.ts';
import { runCli } from '../support/cli.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(inject('stack').clickhouse.url);
  const cost = { month: '2026-02', category: 'acquisition', amount: 100, currency: 'SEK' };
  await publishReferenceData(database.client, {
    rates: TEST_MONEY.rates,
    costs: costsSchema.parse({ tenants: { demo: { costs: [cost] } } }),
  });
  for (const [table, rows] of Object.entries(smallCompany)) await database.insert(table, rows);
  await database.insert('account_days', [
    { tenant_id: 'demo', account_id: 'acme', topic: 'signals.subscription', day: '2026-01-10', facts: 1 },
  ]);
});
afterAll(() => database?.drop());

const stack = inject('stack');
const fleet = (...args: string[]) =>
  runCli(['fleet', ...args], {
    ...addressesToEnv(stack),
    CLICKHOUSE_URL: new URL(database.name, stack.clickhouse.url).href,
  });

describe('bellwether fleet', () => {
  it('shows every metric by month, up to where the tenant is frozen', async () => {
    const { code, stdout, stderr } = await fleet('--tenant', 'demo');
    expect([code, stderr]).toEqual([0, expect.stringContaining('as of 2026-06-30')]);
    expect(stdout).toMatch(/^METRIC +2026-01 .* 2026-06/);
    expect(stdout).toMatch(/^churn-rate +– +0\.0 % +0\.0 % +20\.0 % +50\.0 % +0\.0 %/m);
  });

  it('shows one with what it is made of, by segment, as JSON, as of any day', async () => {
    const { stdout } = await fleet(
      ...['nrr', '--tenant', 'demo', '--by', 'segment', '--months', '1', '--as-of', '2026-03-31', '--json'],
    );
    expect(JSON.parse(stdout)).toEqual([
      {
        metric: 'nrr',
        month: '2026-03',
        segment: 'enterprise',
        value: 2350 / 1800,
        reason: null,
        unit: 'ratio',
        parts: { mrr_end: 2350, mrr_start: 1800 },
      },
      expect.objectContaining({ segment: 'none', parts: { mrr_end: 900, mrr_start: 900 } }),
    ]);
  });

  it('says aloud where a rate is missing, and gives no value', async () => {
    const args = ['customer-acquisition-cost', '--tenant', 'demo', '--as-of', '2026-02-28', '--months', '1'];
    const { code, stdout, stderr } = await fleet(...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/2026-02 +no rate +no rate +2/);
    expect(stderr).toMatch(/warning: .*no exchange rate.*config\/rates\.yaml/);
  });

  it('tells that nothing rises', async () => {
    const { code, stdout } = await fleet('rising', '--tenant', 'demo');
    expect([code, stdout]).toEqual([0, 'Nothing befalls more accounts than chance explains.\n']);
  });

  it('tells wrong usage from nothing there', async () => {
    const [unknown, months, nobody] = await Promise.all([
      fleet('magic', '--tenant', 'demo'),
      fleet('rising', '--tenant', 'demo', '--months', '3'),
      fleet('--tenant', 'nobody'),
    ]);
    expect([unknown.code, months.code, nobody.code]).toEqual([2, 2, 1]);
    expect(unknown.stderr).toContain('churn-rate');
    expect(nobody.stderr).toContain('There is nothing about a tenant nobody.');
  });
});
