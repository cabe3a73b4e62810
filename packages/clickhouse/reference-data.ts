import { randomUUID } from 'node:crypto';
import { type Costs, costRows, marginRows, type Rates, rateRows } from '@bellwether/domain';
import type { ClickHouse } from './connect.ts';

/** What configuration says about money. */
export interface ReferenceData {
  readonly rates: Rates;
  readonly costs: Costs;
}

/**
 * Replaces the tables of reference data, each in one step: a reader sees the old rows or the new ones. Repeating it
 * changes nothing, and two at once leave what one of them says. Rejects with a ClickHouseFailure.
 */
export async function publishReferenceData(client: ClickHouse, data: ReferenceData): Promise<void> {
  await replaceRows(client, 'exchange_rates', rateRows(data.rates));
  await replaceRows(client, 'costs', costRows(data.costs));
  await replaceRows(client, 'gross_margins', marginRows(data.costs));
}

async function replaceRows(client: ClickHouse, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return client.run(`TRUNCATE TABLE ${table}`);
  const staging = `${table}_${randomUUID().replaceAll('-', '')}`;
  await client.run(`CREATE TABLE ${staging} AS ${table}`);
  try {
    await client.insert(staging, rows);
    await client.run(`ALTER TABLE ${table} REPLACE PARTITION tuple() FROM ${staging}`);
  } finally {
    await client.run(`DROP TABLE ${staging}`);
  }
}
