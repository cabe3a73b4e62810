import { describe, expect, it } from 'vitest';
import { recomputeSQL } from './buckets.ts';

const sql = recomputeSQL({
  dirty: 'SELECT * FROM touched',
  touched: new Map([
    ['signals.login', { keys: 'SELECT * FROM login_keys', days: ['2026-01-31', '2026-02-01'] }],
    ['signals.survey', { keys: 'SELECT * FROM survey_keys', days: ['2026-02-01'] }],
    ['signals.contact', { keys: 'SELECT * FROM contact_keys', days: ['2026-02-02'] }],
  ]),
  notErased: (tenant, account, user) => `kept(${tenant}, ${account}, ${user})`,
});
const branches = sql.split('UNION ALL');

describe('a recompute', () => {
  it('is one insert with a branch for every touched topic and no other', () => {
    expect(branches.map((b) => / FROM (logins|surveys|contacts|tickets) /.exec(b)?.[1])).toEqual([
      'logins',
      'surveys',
      'contacts',
    ]);
    expect(sql.match(/INSERT INTO account_days/g)).toHaveLength(1);
  });

  it('names each topic’s own days, so that other parts are not opened', () => {
    expect(branches[0]).toContain(`day IN ('2026-01-31', '2026-02-01')`);
    expect(branches[1]).toContain(`day IN ('2026-02-01')`);
    expect(branches[2]).toContain(`day IN ('2026-02-02')`);
  });

  it('counts topics without metrics together, each under its own name', () => {
    expect(sql.match(/count\(\) AS facts/g)).toHaveLength(2);
    expect(sql.match(/GROUP BY topic, tenant_id, account_id, day/g)).toHaveLength(2);
    expect(branches[1]).toContain(`'signals.survey' AS topic`);
    expect(branches[2]).toContain(`'signals.contact' AS topic`);
  });

  it('leaves out who was erased, and joins the dirty set so that an emptied bucket becomes zero', () => {
    for (const branch of branches) expect(branch).toContain('kept(tenant_id, account_id, user_id)');
    expect(sql).toMatch(/FROM \(SELECT \* FROM touched\) AS d\s+LEFT JOIN/);
  });
});
