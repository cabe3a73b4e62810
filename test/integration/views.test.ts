import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';
import { smallCompany } from './support/small-company.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').clickhouse.url);
  // One insert a row leaves duplicates unmerged, as a live pipeline does.
  for (const [table, rows] of Object.entries(smallCompany)) {
    for (const row of rows) await database.insert(table, [row]);
  }
});
afterAll(() => database?.drop());

describe('the analysts’ views', () => {
  it('show every fact once', async () => {
    const sql = (table: string) =>
      `SELECT count() AS n FROM ${table} WHERE event_id = 'acme-1' AND mrr = 1000`;
    expect(await database.rows(sql('subscriptions'))).toEqual([{ n: 2 }]);
    expect(await database.rows(sql('subscriptions_distinct'))).toEqual([{ n: 1 }]);
  });

  it('show an account as it is now, by its newest score', async () => {
    expect(await database.rows("SELECT * EXCEPT as_of FROM accounts_now WHERE account_id = 'acme'")).toEqual([
      {
        tenant_id: 'demo',
        account_id: 'acme',
        name: 'ACME',
        segment: 'enterprise',
        industry: null,
        region: 'apac',
        csm: 'Dana',
        stage: null,
        mrr: 1500,
        plan: 'pro',
        renewal_at: null,
        churned_at: null,
        score: 81,
        band: 'healthy',
        data_score: 81,
        human_score: null,
        coverage: 80,
        flags: ['masked-risk'],
      },
    ]);
  });

  it('show each account once, those without a score or a paying subscription too', async () => {
    const sql = 'SELECT account_id, score, plan, mrr FROM accounts_now ORDER BY account_id';
    expect(await database.rows(sql)).toEqual([
      { account_id: 'acme', score: 81, plan: 'pro', mrr: 1500 },
      { account_id: 'bolt', score: 30, plan: null, mrr: 0 },
      { account_id: 'cargo', score: 70, plan: 'pro', mrr: 800 },
      { account_id: 'drift', score: 60, plan: 'basic', mrr: 100 },
      { account_id: 'echo', score: null, plan: null, mrr: 0 },
      { account_id: 'fox', score: 50, plan: null, mrr: 0 },
      { account_id: 'gale', score: 35, plan: null, mrr: null },
    ]);
  });

  it('roll the accounts below a parent up, by count and by revenue, with the worst of them beside', async () => {
    const parents = await database.rows('SELECT * FROM parents_now ORDER BY parent_id');
    expect(parents).toMatchObject([
      {
        tenant_id: 'demo',
        parent_id: 'acme',
        // Its own, cargo, echo and, two levels down, bolt, which has left, and gale, whose MRR is not known.
        accounts: 5,
        churned_accounts: 1,
        scored_accounts: 3,
        scored_accounts_mrr_unknown: 1,
        mrr: 2300,
        score_by_count: 62,
        score_by_revenue: 77.2,
        worst_score: 35,
        worst_account: 'gale',
        at_risk_accounts: 1,
        mrr_at_risk: null,
        masked_accounts: 1,
      },
      { parent_id: 'cargo', accounts: 3, mrr: 800, score_by_count: 52.5, score_by_revenue: 70 },
    ]);
  });

  it('show a corrected close as corrected', async () => {
    const sql =
      "SELECT toString(day) AS day, score, data_score, human_score, band, coverage FROM health_daily WHERE account_id = 'acme'";
    expect(await database.rows(sql)).toEqual([
      { day: '2026-04-30', score: 82, data_score: 82, human_score: null, band: 'healthy', coverage: 80 },
    ]);
  });

  it('show one row an indicator and close, with why a value is missing', async () => {
    expect(
      await database.rows('SELECT indicator, value, reason FROM indicator_daily ORDER BY indicator'),
    ).toEqual([
      { indicator: 'logins-per-week', value: 12, reason: '' },
      { indicator: 'nps', value: null, reason: 'never' },
    ]);
  });

  it('say when an account started and left; who came back has not left', async () => {
    const sql = `SELECT account_id, toString(toDate(started_at)) AS started, start_plan, toFloat64(start_mrr) AS start_mrr,
      toFloat64(mrr) AS mrr, toString(toDate(churned_at)) AS left FROM account_lifetimes ORDER BY account_id`;
    expect((await database.rows(sql)).map((row) => Object.values(row))).toEqual([
      ['acme', '2026-01-10', 'pro', 1000, 1500, null],
      ['bolt', '2026-01-20', 'basic', 200, 0, '2026-04-15'],
      ['cargo', '2026-02-10', 'pro', 800, 800, null],
      ['drift', '2026-02-15', 'basic', 300, 100, null],
      ['fox', '2026-01-05', 'basic', 400, 0, '2026-05-01'],
    ]);
  });

  it('follow a cohort of one segment, plan and owner to the tenant’s as-of', async () => {
    const sql = `SELECT toString(month) AS month, accounts_started AS started, accounts_retained AS retained,
      retained_share, toFloat64(mrr_started) AS mrr_started, toFloat64(mrr_retained) AS mrr_retained
      FROM cohort_retention WHERE owner = 'Eli' AND plan = 'basic' AND segment = 'smb' AND start_month = '2026-01-01'
      ORDER BY month`;
    expect((await database.rows(sql)).map((row) => Object.values(row))).toEqual([
      ['2026-01-01', 2, 2, 1, 600, 600],
      ['2026-02-01', 2, 2, 1, 600, 600],
      ['2026-03-01', 2, 2, 1, 600, 600],
      ['2026-04-01', 2, 1, 0.5, 600, 400],
      ['2026-05-01', 2, 0, 0, 600, 0],
      ['2026-06-01', 2, 0, 0, 600, 0],
    ]);
  });

  it('hold the largest amount that a subscription may have', async () => {
    const [row] = smallCompany.subscriptions!;
    await database.insert('subscriptions', [{ ...row, tenant_id: 'vast', mrr: 1e12 }]);
    expect(await database.rows("SELECT mrr FROM account_lifetimes WHERE tenant_id = 'vast'")).toEqual([
      { mrr: 1e12 },
    ]);
  });

  it('say why a score moved, a line at a time and each change once', async () => {
    const line = (id: string, delta: number) => ({
      id,
      title: id.toUpperCase(),
      value: 2,
      previous_value: 5,
      health_tenths: 250,
      tenths: 50,
      delta_tenths: delta,
      change_kind: 'judgement',
    });
    const change = {
      tenant_id: 'demo',
      account_id: 'acme',
      event_id: 'c1',
      sequence: 1,
      as_of: '2026-06-30 12:00:00.000',
      contributions: [line('nps', -142), line('csat', 20)],
    };
    for (const copy of [change, change]) await database.insert('score_changes', [copy]);
    const sql = 'SELECT line, title, previous_value, value, health, points, delta FROM health_change_lines';
    expect((await database.rows(`${sql} ORDER BY delta`)).map((row) => Object.values(row))).toEqual([
      ['nps', 'NPS', 5, 2, 25, 5, -14.2],
      ['csat', 'CSAT', 5, 2, 25, 5, 2],
    ]);
  });
});
