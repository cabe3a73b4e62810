import { type AvroField, newestSchema, signalTopics } from '@bellwether/contracts';
import { describe, expect, it } from 'vitest';
import { columnFaults, declaredColumns } from './columns.ts';
import { readMigrations } from './migrations.ts';

const tables = new Map(
  readMigrations().flatMap(({ statements }) =>
    statements.flatMap((sql) => {
      const name = /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(sql)?.[1];
      return name ? [[name, sql] as const] : [];
    }),
  ),
);

describe.each(signalTopics.map(({ name, table }) => [name, table] as const))('%s in %s', (topic, table) => {
  const columns = declaredColumns(tables.get(table)!);

  it('has a fitting column for every field', () => {
    expect(columnFaults(newestSchema(topic), columns)).toEqual([]);
  });

  it('has no column beside them but the day and the version', () => {
    expect([...columns.keys()].slice(newestSchema(topic).fields.length)).toEqual(['day', 'ver']);
  });
});

describe('the check of columns', () => {
  const faults = (type: AvroField['type'], column: string) => {
    const schema = { type: 'record', name: 'R', fields: [{ name: 'someField', type }] } as const;
    return columnFaults(schema, declaredColumns(`CREATE TABLE t (\n  ${column},\n)`));
  };

  it('accepts a dictionary, a default and a comment', () => {
    expect(faults('string', "some_field LowCardinality(String) DEFAULT 'x' COMMENT 'y'")).toEqual([]);
    expect(faults(['null', 'string'], 'some_field LowCardinality(Nullable(String))')).toEqual([]);
    expect(faults({ type: 'array', items: 'string' }, 'some_field Array(LowCardinality(String))')).toEqual(
      [],
    );
  });

  it.each([
    ['a nullable field on a plain column', ['null', 'string'], 'some_field String'],
    ['an Enum', 'string', "some_field Enum8('a' = 1)"],
    ['a narrower type', 'long', 'some_field Int32'],
    ['a field without a column', 'string', 'other_field String'],
  ] as const)('refuses %s', (_, type, column) => {
    expect(faults(type, column)).toHaveLength(1);
  });
});
