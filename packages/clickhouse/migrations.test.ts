import { describe, expect, it } from 'vitest';
import { migrationOf, readMigrations, splitStatements } from './migrations.ts';

describe('a migration file', () => {
  it('is split at semicolons that end a statement, and at no others', () => {
    const sql = `-- first; of all
CREATE TABLE IF NOT EXISTS a (x String DEFAULT 'it''s; \\'fine\\'', \`b;c\` Int8); /* and; then */
CREATE OR REPLACE VIEW v AS SELECT 1 - 2 / 3, "q;q" -- last;
;
`;
    expect(splitStatements(sql)).toEqual([
      "CREATE TABLE IF NOT EXISTS a (x String DEFAULT 'it''s; \\'fine\\'', `b;c` Int8)",
      'CREATE OR REPLACE VIEW v AS SELECT 1 - 2 / 3, "q;q"',
    ]);
  });

  it('may have its comments changed after it was applied, but nothing else', () => {
    const checksum = (sql: string) => migrationOf('0001_a.sql', sql).checksum;
    const sql = 'CREATE TABLE IF NOT EXISTS a (x Int8) ENGINE = Memory;';
    expect(checksum(`-- why\n${sql}\n`)).toBe(checksum(sql));
    expect(checksum(sql.replace('Int8', 'Int16'))).not.toBe(checksum(sql));
  });

  it.each([
    'CREATE TABLE a (x Int8) ENGINE = Memory',
    'INSERT INTO a VALUES (1)',
    'DROP TABLE a',
    'ALTER TABLE a ADD COLUMN y Int8',
  ])('is refused when running it twice could do harm: %s', (sql) => {
    expect(() => migrationOf('0001_a.sql', sql)).toThrow('0001_a.sql: must be harmless when run twice');
  });

  it('is refused without a number', () => {
    expect(() => migrationOf('facts.sql', '')).toThrow('0001_what_it_makes.sql');
  });
});

it('every committed migration can be applied, in the order of its number', () => {
  const versions = readMigrations().map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
});
