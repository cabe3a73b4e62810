import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { smallCompany } from './support/small-company.ts';

const QUERIES = new URL('../../docs/cohorts/', import.meta.url);
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').clickhouse.url);
  for (const [table, rows] of Object.entries(smallCompany)) {
    for (const row of rows) await database.insert(table, [row]);
  }
});
afterAll(() => database?.drop());

/** Rows as arrays of values. */
async function answer(file: string, tenant = 'demo'): Promise<unknown[][]> {
  const sql = readFileSync(new URL(file, QUERIES), 'utf8')
    .trim()
    .replace(/;$/, '')
    .replaceAll("'demo'", `'${tenant}'`);
  return (await database.rows(sql)).map((row) => Object.values(row));
}

/** Worked out by hand from the stories in support/small-company.ts. */
const EXPECTED: Record<string, unknown[][]> = {
  'retention-by-start-month.sql': [
    ['2026-01-01', 0, 3, 3, 1, 1],
    ['2026-01-01', 1, 3, 3, 1, 1],
    ['2026-01-01', 2, 3, 3, 1, 1.3125], // acme 1500 + bolt 200 + fox 400 of 1600
    ['2026-01-01', 3, 3, 2, 0.6667, 1.1875], // bolt left
    ['2026-01-01', 4, 3, 1, 0.3333, 0.9375], // fox left
    ['2026-01-01', 5, 3, 1, 0.3333, 0.9375],
    ['2026-02-01', 0, 2, 2, 1, 1],
    ['2026-02-01', 1, 2, 2, 1, 1.0455], // cargo's add-on: 1150 of 1100
    ['2026-02-01', 2, 2, 2, 1, 0.8636], // drift contracted: 950
    ['2026-02-01', 3, 2, 1, 0.5, 0.7273], // drift left, the add-on too: 800
    ['2026-02-01', 4, 2, 2, 1, 0.8182], // drift is back: 900
  ],
  'health-before-churn.sql': [
    [4, 1, 62, 62, null],
    [2, 1, 45, 45, null],
    [1, 2, 49, 49, null], // bolt 38, fox 60
    [0, 2, 40, 40, null], // bolt 30, fox 50
  ],
  'nps-by-segment.sql': [
    ['2026-03-01', 'smb', 2, -50],
    ['2026-05-01', 'enterprise', 2, 0], // u1's later 6 replaces the 9
    ['2026-06-01', 'enterprise', 1, 100],
  ],
  'feature-adoption-by-cohort.sql': [
    ['export', '2026-01-01', 3, 1, 0.333],
    ['export', '2026-02-01', 2, 0, 0],
    ['reports', '2026-01-01', 3, 1, 0.333], // bolt was too late
    ['reports', '2026-02-01', 2, 1, 0.5],
  ], // cargo used reports; drift's machine did
  'masked-risk-revenue-by-csm.sql': [['Dana', 1, 1500, 0.652]],
  'at-risk-to-churn.sql': [['smb', 2, 1, 1, 0, 10]], // bolt 10 days, fox a miss
};

describe('the example cohort queries', () => {
  it('are all tested here, and each says in a sentence what it answers', () => {
    const files = readdirSync(QUERIES).filter((name) => name.endsWith('.sql'));
    expect(files.sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const file of files) expect(readFileSync(new URL(file, QUERIES), 'utf8')).toMatch(/^-- \w.*/);
  });

  it('tell a customer that left before anybody looked from one nobody was warned of', async () => {
    const left = smallCompany.subscriptions!.filter((row) => 'account_id' in row && row.account_id === 'fox');
    for (const row of left) await database.insert('subscriptions', [{ ...row, tenant_id: 'late' }]);
    expect(await answer('at-risk-to-churn.sql', 'late')).toEqual([['none', 1, 0, 0, 1, null]]);
  });

  for (const [file, rows] of Object.entries(EXPECTED)) {
    it(`${file} gives what was worked out by hand`, async () => {
      expect(await answer(file)).toEqual(rows);
    });
  }
});
