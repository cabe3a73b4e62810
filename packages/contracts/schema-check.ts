import { avroType } from './avro-type.ts';
import type { AvroField, AvroRecord, AvroSchema } from './schemas.ts';

/** Why a reader of `newer` could not read what was written under one of `older`; empty when it can read all of them. */
export function incompatibilities(newer: AvroRecord, older: readonly AvroRecord[]): string[] {
  return older.flatMap((writer, i) => {
    try {
      avroType(newer).createResolver(avroType(writer));
      return [];
    } catch (error) {
      return [`cannot read what v${i + 1} wrote: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

/**
 * Where a schema breaks our rules: every record and field says what it is; optional means ["null", T] with default
 * null; nothing is renamed by alias, which ClickHouse would read as empty without a word; what a list's records hold
 * never changes, as ClickHouse reads those by position.
 */
export function ruleBreaks(schema: AvroRecord, older: readonly AvroRecord[] = []): string[] {
  const breaks = recordBreaks(schema, schema.name);
  for (const field of schema.fields) {
    const before = older.map((version) => version.fields.find(({ name }) => name === field.name));
    if (before.some((past) => past && listItems(past) !== listItems(field))) {
      breaks.push(`${schema.name}.${field.name}: the records of a list never change`);
    }
  }
  return breaks;
}

function recordBreaks(record: AvroRecord, path: string): string[] {
  const breaks = record.doc ? [] : [`${path}: no doc`];
  if (record.aliases) breaks.push(`${path}: an alias`);
  for (const field of record.fields) {
    const at = `${path}.${field.name}`;
    if (!field.doc) breaks.push(`${at}: no doc`);
    if (field.aliases) breaks.push(`${at}: an alias`);
    breaks.push(...typeBreaks(field.type, field.default, at));
  }
  return breaks;
}

function typeBreaks(type: AvroSchema, defaultValue: unknown, at: string): string[] {
  if (typeof type === 'string') return [];
  if ('length' in type) {
    if (type.length !== 2 || type[0] !== 'null') return [`${at}: a union other than ["null", T]`];
    const breaks = defaultValue === null ? [] : [`${at}: optional without default null`];
    return [...breaks, ...typeBreaks(type[1]!, undefined, at)];
  }
  if (type.type === 'array') return typeBreaks(type.items!, undefined, `${at}[]`);
  return type.type === 'record' ? recordBreaks(type as AvroRecord, at) : [];
}

function listItems({ type }: AvroField): string | null {
  const list = type as { type?: unknown; items?: { type?: unknown } };
  return list.type === 'array' && list.items?.type === 'record' ? withoutDocs(list.items) : null;
}

function withoutDocs(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === 'doc' ? undefined : inner));
}
