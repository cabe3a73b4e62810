import { describe, expect, it } from 'vitest';
import { formatNames } from './formats.ts';
import { missingParameter } from './parameters.ts';
import { readStatement } from './statement.ts';

const formats = formatNames(['CSV', 'JSON', 'TabSeparated'].map((name) => ({ name, content_type: '' })));

function toFile(sql: string): string | undefined {
  const statement = readStatement(sql, formats);
  if ('refused' in statement) return statement.refused;
  return statement.writeTo?.("'/f'", statement.format ?? 'TabSeparated').replace(/\s+/g, ' ');
}

describe('a select', () => {
  it('writes to a file in the format it names, else the default', () => {
    expect(toFile('SELECT 1 format json;')).toBe("SELECT 1 INTO OUTFILE '/f' TRUNCATE FORMAT JSON");
    expect(toFile('SELECT 1 -- one')).toBe("SELECT 1 INTO OUTFILE '/f' TRUNCATE FORMAT TabSeparated");
    expect(toFile('(SELECT 1) UNION ALL SELECT 2')).toContain("SELECT 2 INTO OUTFILE '/f'");
  });

  it('keeps SETTINGS on either side of FORMAT', () => {
    expect(toFile('SELECT 1 SETTINGS a = 1 FORMAT CSV')).toBe(
      "SELECT 1 SETTINGS a = 1 INTO OUTFILE '/f' TRUNCATE FORMAT CSV",
    );
    expect(toFile('SELECT 1 FORMAT CSV SETTINGS a = 1')).toBe(
      "SELECT 1 INTO OUTFILE '/f' TRUNCATE FORMAT CSV SETTINGS a = 1",
    );
  });

  it('may have columns called format', () => {
    expect(toFile('SELECT format FROM t')).toContain("FROM t INTO OUTFILE '/f'");
    expect(toFile('SELECT t.format csv FROM t')).toContain('FROM t INTO OUTFILE');
  });
});

describe('a statement', () => {
  it('is told from a select, and whether it writes', () => {
    expect(readStatement('CREATE TABLE t (a Int8) ENGINE = Memory', formats)).toMatchObject({ writes: true });
    expect(readStatement('SHOW TABLES', formats)).toMatchObject({ writes: false });
    expect(readStatement('WITH 1 AS x INSERT INTO t SELECT x', formats)).toMatchObject({ writes: true });
  });

  it('that leaves state in its connection is told from others', () => {
    expect(readStatement('USE system', formats)).toMatchObject({ leavesState: true });
    expect(readStatement('CREATE TEMPORARY TABLE t (a Int8)', formats)).toMatchObject({ leavesState: true });
    expect(readStatement('SELECT 1', formats)).toMatchObject({ leavesState: false });
  });

  it('stands alone', () => {
    expect(readStatement('SELECT 1; SELECT 2', formats)).toMatchObject({ code: 62 });
    expect(readStatement(' ; ', formats)).toMatchObject({ code: 62 });
    expect(readStatement("SELECT ';'", formats)).toMatchObject({ writes: false });
  });

  it("does not reach for the server's files", () => {
    expect(readStatement("SELECT 1 INTO OUTFILE '/etc/x'", formats)).toMatchObject({ code: 48 });
    expect(readStatement("INSERT INTO t FROM INFILE '/etc/x' FORMAT CSV", formats)).toMatchObject({
      code: 48,
    });
  });
});

describe('query parameters', () => {
  const given = new Map([['param_a', '1']]);

  it('that were not given are found', () => {
    expect(missingParameter('SELECT {a:UInt8}, {b: String}', given)).toBe('b');
    expect(missingParameter('SELECT {a:UInt8}', given)).toBeUndefined();
  });

  it('are not seen in strings and maps', () => {
    expect(missingParameter("SELECT '{b:String}', {'b': 1}", given)).toBeUndefined();
  });
});
