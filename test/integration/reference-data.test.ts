import { publishReferenceData } from '@bellwether/clickhouse';
import { costsSchema, ratesSchema } from '@bellwether/domain';
import { TEST_MONEY } from '@bellwether/testkit';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase(inject('stack').clickhouse.url);
});
afterAll(() => database?.drop());

const rates = (perEuro: number) =>
  ratesSchema.parse({ reference: 'EUR', base: 'EUR', rates: { USD: { '2024-01-01': perEuro } } });
const costs = costsSchema.parse({
  tenants: {
    t: {
      grossMargin: { '2024-01': 0.8 },
      costs: [
        { from: '2024-01', category: 'retention', amount: 10, currency: 'EUR', segment: 'smb' },
        { month: '2024-02', category: 'acquisition', amount: 5.5, currency: 'USD', account: 'a' },
      ],
    },
  },
});
const published = () =>
  database.rows(
    'SELECT currency, toString(valid_from) AS day, toFloat64(rate) AS rate FROM exchange_rates ORDER BY ALL',
  );

describe('reference data', () => {
  it('is what was published last, however often', async () => {
    await publishReferenceData(database.client, { rates: rates(2), costs });
    await publishReferenceData(database.client, { rates: rates(1.25), costs });
    await publishReferenceData(database.client, { rates: rates(1.25), costs });
    expect(await published()).toEqual([
      { currency: 'EUR', day: '1970-01-01', rate: 1 },
      { currency: 'USD', day: '2024-01-01', rate: 0.8 },
    ]);
    expect(
      await database.rows(
        'SELECT * REPLACE (toString(first_month) AS first_month, toString(last_month) AS last_month) FROM costs ORDER BY ALL',
      ),
    ).toEqual([
      {
        tenant_id: 't',
        first_month: '2024-01-01',
        last_month: null,
        category: 'retention',
        amount: 10,
        currency: 'EUR',
        account_id: null,
        segment: 'smb',
      },
      {
        tenant_id: 't',
        first_month: '2024-02-01',
        last_month: '2024-02-01',
        category: 'acquisition',
        amount: 5.5,
        currency: 'USD',
        account_id: 'a',
        segment: null,
      },
    ]);
    expect(await database.rows('SELECT gross_margin FROM gross_margins')).toEqual([{ gross_margin: 0.8 }]);
  });

  it('may be published by two at once, and leaves nothing else behind', async () => {
    const both = [rates(2), rates(4)].map((r) => publishReferenceData(database.client, { rates: r, costs }));
    await Promise.all(both);
    expect([0.5, 0.25]).toContain((await published())[1]!.rate);
    const tables = await database.rows<{ name: string }>(
      `SELECT name FROM system.tables WHERE database = '${database.name}' AND match(name, '^(exchange_rates|costs|gross_margins)')`,
    );
    expect(tables.map(({ name }) => name).sort()).toEqual(['costs', 'exchange_rates', 'gross_margins']);
  });

  it('may be taken away', async () => {
    await publishReferenceData(database.client, { ...TEST_MONEY, costs: costsSchema.parse({ tenants: {} }) });
    expect(await database.rows('SELECT * FROM costs')).toEqual([]);
  });
});
