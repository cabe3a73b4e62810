import { describe, expect, it } from 'vitest';
import { formatNames } from './formats.ts';
import { findDataInsert } from './insert.ts';

const formats = formatNames(
  ['CSV', 'JSONEachRow', 'TSV', 'AvroConfluent', 'Values'].map((name) => ({ name, content_type: '' })),
);

function read(text: string) {
  const found = findDataInsert(text, formats);
  if (found === undefined) return undefined;
  return { sql: found.readFrom("'/f'").replace(/\s+/g, ' '), data: text.slice(found.dataStart) };
}

describe('an insert with its data', () => {
  it('reads from a file what followed FORMAT', () => {
    expect(read('INSERT INTO t FORMAT CSV\n1,2\n')).toEqual({
      sql: "INSERT INTO t FROM INFILE '/f' FORMAT CSV",
      data: '1,2\n',
    });
  });

  it('keeps blanks and empty lines that belong to the data', () => {
    expect(read('insert into t format TSV\n\n \tx')?.data).toBe('\n \tx');
    expect(read('insert into t format TSV \r\n\tx')?.data).toBe('\tx');
  });

  it('puts the file before SETTINGS, where ClickHouse wants it', () => {
    expect(read('INSERT INTO db.t (a, b) SETTINGS async_insert = 0 FORMAT JSONEachRow {"a":1}')).toEqual({
      sql: "INSERT INTO db.t (a, b) FROM INFILE '/f' SETTINGS async_insert = 0 FORMAT JSONEachRow",
      data: '{"a":1}',
    });
  });

  it('takes VALUES for a format', () => {
    expect(read("INSERT INTO t VALUES (1, 'a;b')")).toEqual({
      sql: "INSERT INTO t FROM INFILE '/f' FORMAT Values",
      data: "(1, 'a;b')",
    });
  });

  it('turns input() into a file of the format that ends the statement', () => {
    const text =
      "INSERT INTO t (a) SELECT a + 1 FROM input('a UInt8') WHERE a > 0 FORMAT AvroConfluent\n\0\0";
    expect(read(text)).toEqual({
      sql: "INSERT INTO t (a) SELECT a + 1 FROM file('/f', 'AvroConfluent', 'a UInt8') WHERE a > 0 ",
      data: '\0\0',
    });
  });

  it('finds input() in a subquery', () => {
    const text = "INSERT INTO t SELECT * FROM (SELECT a FROM input('a UInt8')) FORMAT CSV\n1";
    expect(read(text)?.sql).toBe("INSERT INTO t SELECT * FROM (SELECT a FROM file('/f', 'CSV', 'a UInt8')) ");
  });

  it('is not misled by names, comments and strings', () => {
    expect(read('INSERT INTO format (values, format) FORMAT CSV\n1,2')?.data).toBe('1,2');
    expect(read("INSERT INTO t -- FORMAT TSV\n/* VALUES */ FORMAT CSV\n'FORMAT TSV'")?.data).toBe(
      "'FORMAT TSV'",
    );
    expect(read('INSERT INTO `a.b`.`FORMAT CSV` FORMAT TSV\nx')?.data).toBe('x');
  });

  it('is not an insert from a query, nor any other statement', () => {
    expect(read('INSERT INTO t SELECT 1 AS format')).toBeUndefined();
    expect(read('INSERT INTO t SELECT format FROM u')).toBeUndefined();
    expect(read('INSERT INTO t SELECT 1 FORMAT CSV')).toBeUndefined();
    expect(read('SELECT 1 FORMAT CSV')).toBeUndefined();
    expect(read('INSERT INTO t FORMAT NoSuchFormat\n1')).toBeUndefined();
  });
});
