import { describe, expect, it } from 'vitest';
import { INDICATORS, indicatorById } from './catalogue.ts';
import { composeEvaluation } from './composer.ts';
import { isMeasured } from './definition.ts';

const REQUESTS = { relation: 'SELECT * FROM asked', accounts: `(('t', 'a'))` };
const everyTopic = new Set(composeEvaluation().sources.flatMap(({ source }) => source.topics));
const only = (...ids: string[]) => composeEvaluation(ids.map((id) => indicatorById(id)!));
const times = (text: string, part: string) => text.split(part).length - 1;

describe('composed indicators', () => {
  it('are one query with one branch a source, however many indicators read it', () => {
    const sql = composeEvaluation().toSQL(REQUESTS, everyTopic)!;
    const sources = new Set([...INDICATORS.filter(isMeasured).map((i) => i.source), 'accounts']);
    expect(times(sql, "' AS source")).toBe(sources.size);
    expect(sql.startsWith('WITH requests AS (SELECT * FROM asked)')).toBe(true);
    expect(sql).toContain(`(tenant_id, account_id) IN (('t', 'a'))`);
    expect(sql).not.toContain(':accounts');
  });

  it('ask no source whose topics have no facts', () => {
    const query = composeEvaluation();
    const sql = query.toSQL(REQUESTS, new Set(['signals.login']))!;
    expect(sql).toContain(`'days' AS source`);
    expect(sql).not.toContain('UNION ALL');
    expect(query.toSQL(REQUESTS, new Set())).toBeNull();
  });

  it('share an aggregate that several of them mark', () => {
    const sql = only('active-users', 'days-since-last-seen').toSQL(REQUESTS, new Set(['signals.login']))!;
    expect(times(sql, 'sum(seen)')).toBe(1);
    expect(sql).not.toContain('{{');
  });

  it('keep what is said about the account when only some indicators are asked for', () => {
    const ids = only('nps').sources.map(({ source }) => source.id);
    expect(ids).toEqual(expect.arrayContaining(['surveys', 'accounts', 'subscriptions', 'assessments']));
    expect(ids).not.toContain('tickets');
  });

  it('refuse an indicator of an unknown source by name', () => {
    const orphan = { ...indicatorById('nps')!, id: 'lost', source: 'nowhere' };
    expect(() => composeEvaluation([orphan])).toThrow('indicator lost reads the unknown source nowhere');
  });
});
