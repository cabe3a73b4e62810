import { describe, expect, it } from 'vitest';
import { recomputeSQL } from './buckets.ts';

const sql = recomputeSQL({
  touched: new Map([
    ['signals.login', { dirty: 'SELECT * FROM touched_logins', days: ['2026-01-31', '2026-02-01'] }],
    ['signals.ticket', { dirty: 'SELECT * FROM touched_tickets', days: ['2026-02-01'] }],
  ]),
  notErased: (tenant, account, user) => `kept(${tenant}, ${account}, ${user})`,
});
const branches = sql.split('UNION ALL');

describe('a recompute', () => {
  it('is one insert with a branch for every touched topic and no other', () => {
    expect(branches.map((b) => /FROM (logins|tickets) /.exec(b)?.[1])).toEqual(['logins', 'tickets']);
    expect(sql.match(/INSERT INTO account_days/g)).toHaveLength(1);
  });

  it('names each topic’s own days, so that other parts are not opened', () => {
    expect(branches[0]).toContain(`day IN ('2026-01-31', '2026-02-01')`);
    expect(branches[1]).toContain(`day IN ('2026-02-01')`);
  });

  it('leaves out who was erased, and joins the dirty set so that an emptied bucket becomes zero', () => {
    for (const branch of branches) {
      expect(branch).toContain('kept(tenant_id, account_id, user_id)');
      expect(branch).toMatch(/FROM \(SELECT \* FROM touched_\w+\) AS d\s+LEFT JOIN/);
    }
  });
});
