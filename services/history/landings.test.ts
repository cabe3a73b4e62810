import { readMigrations } from '@bellwether/clickhouse';
import { type AvroRecord, type AvroSchema, schemaVersions } from '@bellwether/contracts';
import { describe, expect, it } from 'vitest';
import { ACCOUNT_TOPICS, CONTROL_TOPICS, landingsOf } from './landings.ts';

const TOPICS = [...ACCOUNT_TOPICS, ...CONTROL_TOPICS];

/** The records inside lists, by the path of the list. */
function listedRecords(type: AvroSchema, path: string): (readonly [string, string[]])[] {
  if (typeof type === 'string') return [];
  if ('length' in type) return type.flatMap((one) => listedRecords(one, path));
  if (type.items !== undefined) {
    const { items } = type;
    const fields = typeof items === 'object' && 'fields' in items ? (items.fields ?? []) : [];
    const own = fields.length > 0 ? [[path, fields.map((field) => field.name)] as const] : [];
    return [...own, ...listedRecords(items, `${path}[]`)];
  }
  return (type.fields ?? []).flatMap((field) => listedRecords(field.type, `${path}.${field.name}`));
}

describe('landings', () => {
  it.each(TOPICS)('%s keeps the records inside its lists as they are from version to version', (topic) => {
    const known = new Map<string, string[]>();
    for (const version of schemaVersions(topic) as readonly AvroRecord[]) {
      for (const [path, fields] of listedRecords(version, topic)) {
        expect(fields, path).toEqual(known.get(path) ?? fields);
        known.set(path, fields);
      }
    }
  });

  it.each(TOPICS)('%s fills only columns that its tables have', (topic) => {
    const ddl = readMigrations().flatMap((migration) => migration.statements);
    for (const { target, columns } of landingsOf(topic)) {
      const table = ddl.find((statement) => statement.startsWith(`CREATE TABLE IF NOT EXISTS ${target} `));
      for (const column of Object.keys(columns))
        expect(table).toMatch(new RegExp(`^ *\`?${column}\`? `, 'm'));
    }
  });
});
