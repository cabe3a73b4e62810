import { describe, expect, it } from 'vitest';
import { INDICATORS, indicatorById } from './catalogue.ts';
import { composeEvaluation, sourceSQL } from './composer.ts';
import { isMeasured } from './definition.ts';

const REQUESTS = { relation: 'SELECT * FROM asked', accounts: `(('t', 'a'))` };
const only = (...ids: string[]) => composeEvaluation(ids.map((id) => indicatorById(id)!));
const times = (text: string, part: string) => text.split(part).length - 1;

describe('composed indicators', () => {
  it('are one statement a source, however many indicators read it', () => {
    const ids = composeEvaluation().sources.map(({ source }) => source.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(
      new Set([...INDICATORS.filter(isMeasured).map((i) => i.source), 'accounts', 'assessments']),
    );
  });

  it('ask about the given accounts only', () => {
    for (const composed of composeEvaluation().sources) {
      const sql = sourceSQL(composed, REQUESTS);
      expect(sql.startsWith('WITH requests AS (SELECT * FROM asked)')).toBe(true);
      expect(sql).toContain(`(tenant_id, account_id) IN (('t', 'a'))`);
      expect(sql).not.toContain(':accounts');
    }
  });

  it('share an aggregate that several of them mark', () => {
    const days = only('active-users', 'days-since-last-seen').sources.find((s) => s.source.id === 'days')!;
    const sql = sourceSQL(days, REQUESTS);
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
