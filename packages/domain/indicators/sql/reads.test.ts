import { describe, expect, it } from 'vitest';
import { namesIn, tableReads } from './reads.ts';

const reads = (sql: string) => tableReads(sql).map(({ table, names }) => [table, [...names].sort()]);

describe('the names a SQL text reads of a table', () => {
  it('are those of the SELECT that names it, not of the ones around it', () => {
    expect(
      reads(`SELECT x, outer FROM (SELECT a, max(b) AS x FROM t WHERE c = 'd' GROUP BY a) AS s`),
    ).toEqual([['t', ['a', 'b', 'c']]]);
  });

  it('are told apart on both sides of a UNION ALL', () => {
    expect(reads('SELECT a FROM t\nUNION ALL\nSELECT b FROM u')).toEqual([
      ['t', ['a']],
      ['u', ['b']],
    ]);
  });

  it('are no text and no function', () => {
    expect([...namesIn(`if(state = 'it\\'s open', latest.2, coalesce (a, 0)) AS other`)].sort()).toEqual([
      'a',
      'latest',
      'state',
    ]);
  });

  it('come with the texts it compares with', () => {
    expect([...tableReads(`SELECT a FROM t WHERE topic IN ('x', 'y')`)[0]!.literals]).toEqual(['x', 'y']);
  });
});
