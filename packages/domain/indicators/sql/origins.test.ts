import { describe, expect, it } from 'vitest';
import { originsIn } from './origins.ts';

const of = (sql: string, ...names: string[]) => [...originsIn(sql).of(names)].sort();
const always = (sql: string) => [...originsIn(sql).always].sort();

describe('what a column comes from', () => {
  it('is followed through subqueries and through names given on the way', () => {
    const sql = `SELECT if(late, 1, 0) AS counted, other FROM (SELECT max(due) < now AS late, other FROM t)`;
    expect(of(sql, 'counted')).toEqual(['counted', 'due', 'late', 'now']);
    expect(of(sql, 'other')).toEqual(['other']);
  });

  it('is of a tuple whatever the tuple holds, its order included', () => {
    expect(of('SELECT argMax((a, b), (c, d)) AS latest FROM t', 'latest')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'latest',
    ]);
  });

  it('is of a name that is given twice what either comes from', () => {
    expect(of('SELECT max(a) AS a FROM (SELECT b AS a FROM t)', 'a')).toEqual(['a', 'b']);
  });

  it('is not of a subquery for being named like it', () => {
    const sql =
      'SELECT x, s.y FROM (SELECT a AS x, b AS y FROM t) AS s INNER JOIN (SELECT c FROM u) AS x USING (k)';
    expect(of(sql, 's')).toEqual(['s']);
    expect(of(sql, 'x')).toEqual(['a', 'x']);
    expect(of('SELECT (a, (SELECT b)) AS x FROM t', 'x')).toEqual(['a', 'b', 'x']);
  });

  it('ends at the comma, the keyword or the bracket before it', () => {
    expect(of(`SELECT a, f(x, y) = 'n' AS b FROM t`, 'b')).toEqual(['b', 'x', 'y']);
    expect(of('SELECT a AS b FROM t', 'b')).toEqual(['a', 'b']);
    expect(of('SELECT c NOT IN (d) AND e < f - INTERVAL 9 DAY AS b FROM t', 'b')).toEqual([
      'b',
      'c',
      'd',
      'e',
      'f',
    ]);
  });
});

describe('what every column comes from', () => {
  it('are conditions and groups, wherever they stand', () => {
    const sql = `SELECT x FROM (SELECT a + b AS g, x FROM t WHERE c IN ('v') AND d) GROUP BY g HAVING max(h) ORDER BY o DESC`;
    expect(always(sql)).toEqual(['a', 'b', 'c', 'd', 'g', 'h', 'o']);
  });

  it('are the columns of a later branch of a UNION, whose names come from the first', () => {
    expect(always('SELECT a AS x, 0 FROM t UNION ALL SELECT 0, if(b, c, 0) FROM u')).toEqual(['b', 'c']);
  });
});
