import type { AvroRecord, AvroSchema } from '@bellwether/contracts';
import { columnOf } from '@bellwether/domain';

/** Column to the SQL that fills it: one column a field, under its name in snake case. */
export function columnsOf(schema: AvroRecord, omitted: readonly string[]): Record<string, string> {
  const kept = schema.fields.filter((field) => !omitted.includes(field.name));
  return Object.fromEntries(kept.map(({ name, type }) => [columnOf(name), expressionOf(name, type)]));
}

function expressionOf(name: string, type: AvroSchema): string {
  const width = listedRecordWidth(type);
  return width === null ? `\`${name}\`` : positional(`\`${name}\``, width);
}

/**
 * A list of records as a list of unnamed tuples. ClickHouse converts *named* tuples by name: `scoreTenths` finds no
 * `score_tenths` and would become a default without an error. Unnamed ones go by position.
 */
export function positional(list: string, width: number): string {
  const elements = Array.from({ length: width }, (_, i) => `x.${i + 1}`);
  return `arrayMap(x -> tuple(${elements.join(', ')}), ${list})`;
}

function listedRecordWidth(type: AvroSchema): number | null {
  if (typeof type === 'string' || 'length' in type || type.items === undefined) return null;
  const { items } = type;
  return typeof items === 'string' || 'length' in items ? null : (items.fields?.length ?? null);
}
