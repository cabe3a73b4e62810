import type { AvroRecord } from './avro-columns.ts';

type Named = Map<string, unknown>;

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'String',
  bytes: 'String',
  int: 'Int32',
  long: 'Int64',
  double: 'Float64',
  boolean: 'Bool',
};

/**
 * The columns ClickHouse reads a message of this schema into, nested records included. Records inside lists are read
 * by position and must have exactly the writer's fields, so those never change between versions of a topic.
 */
export function structureOf(schema: AvroRecord): string {
  const named: Named = new Map();
  return schema.fields.map((field) => `\`${field.name}\` ${columnType(field.type, named)}`).join(', ');
}

function columnType(type: unknown, named: Named): string {
  if (typeof type === 'string') return PRIMITIVES[type] ?? columnType(named.get(type), named);
  if (Array.isArray(type)) return `Nullable(${columnType(type[1], named)})`;
  const { type: kind, logicalType, name, items, fields } = type as {
    type: string;
    logicalType?: string;
    name?: string;
    items?: unknown;
    fields?: AvroRecord['fields'];
  };
  if (logicalType === 'timestamp-millis') return "DateTime64(3, 'UTC')";
  if (kind === 'array') return `Array(${columnType(items, named)})`;
  if (fields === undefined) return columnType(kind, named);
  if (name !== undefined) named.set(name, type);
  return `Tuple(${fields.map((field) => `\`${field.name}\` ${columnType(field.type, named)}`).join(', ')})`;
}
