/** The parts of an .avsc that decide about columns. */
export interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly type: unknown }[];
}

/** `scoreTenths` becomes `score_tenths`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** One column a field, under its name in snake case, in the schema's order. */
export function columnsOf(schema: AvroRecord, omitted: readonly string[]): (readonly [string, string])[] {
  return schema.fields
    .filter((field) => !omitted.includes(field.name))
    .map((field) => [snakeCase(field.name), expressionOf(field)] as const);
}

function expressionOf(field: { readonly name: string; readonly type: unknown }): string {
  const name = `\`${field.name}\``;
  const record = listedRecord(field.type);
  return record === null ? name : positional(name, record.fields.length);
}

/**
 * A list of records as a list of unnamed tuples. ClickHouse converts *named* tuples by name: `scoreTenths` finds no
 * `score_tenths` and would become a default without an error. Unnamed ones go by position.
 */
export function positional(list: string, width: number): string {
  const elements = Array.from({ length: width }, (_, i) => `x.${i + 1}`);
  return `arrayMap(x -> tuple(${elements.join(', ')}), ${list})`;
}

function listedRecord(type: unknown): AvroRecord | null {
  if (typeof type !== 'object' || type === null || !('items' in type)) return null;
  const { items } = type;
  return typeof items === 'object' && items !== null && 'fields' in items ? (items as AvroRecord) : null;
}
