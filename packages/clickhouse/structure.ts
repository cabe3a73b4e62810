import type { AvroField, AvroRecord, AvroSchema } from '@bellwether/contracts';

/** A schema that ClickHouse would read other than it is written. */
export class UnreadableSchema extends Error {}

const PRIMITIVES: Readonly<Record<string, string>> = {
  boolean: 'Bool',
  int: 'Int32',
  long: 'Int64',
  float: 'Float32',
  double: 'Float64',
  string: 'String',
  bytes: 'String',
};

/**
 * The structure ClickHouse reads messages of a schema by: its fields under their own names, with the schema's
 * defaults. Throws an {@link UnreadableSchema} for what ClickHouse reads as something else without an error.
 */
export function structureOf(schema: AvroRecord): string {
  const named = new Map<string, AvroSchema>();
  return schema.fields.map((field) => `${column(field, '', named)}${defaultOf(field)}`).join(', ');
}

function column({ name, type, aliases }: AvroField, path: string, named: Map<string, AvroSchema>): string {
  if (aliases) throw new UnreadableSchema(`${path}${name}: ClickHouse ignores aliases`);
  return `\`${name}\` ${columnType(type, `${path}${name}`, named)}`;
}

/** The ClickHouse type of an Avro type. Enums are strings, so that a new symbol is not refused. */
export function columnType(type: AvroSchema, path: string, named: Map<string, AvroSchema>): string {
  if (typeof type === 'string') return PRIMITIVES[type] ?? referred(type, path, named);
  if ('length' in type) return nullable(type, path, named);
  if (type.aliases) throw new UnreadableSchema(`${path}: ClickHouse ignores aliases`);
  if (type.name) named.set(type.name, type);
  if (type.logicalType === 'timestamp-millis') return "DateTime64(3, 'UTC')";
  if (type.logicalType) throw new UnreadableSchema(`${path}: no column for logical type ${type.logicalType}`);
  if (type.type === 'array') return `Array(${columnType(type.items!, `${path}[]`, named)})`;
  if (type.type === 'enum') return 'String';
  if (type.type !== 'record') return columnType(type.type, path, named);
  return `Tuple(${type.fields!.map((field) => column(field, `${path}.`, named)).join(', ')})`;
}

function referred(name: string, path: string, named: Map<string, AvroSchema>): string {
  const type = named.get(name);
  if (!type) throw new UnreadableSchema(`${path}: no column for ${name}`);
  return columnType(type, path, named);
}

function nullable(union: readonly AvroSchema[], path: string, named: Map<string, AvroSchema>): string {
  const [first, type, ...more] = union;
  if (first !== 'null' || type === undefined || more.length > 0) {
    throw new UnreadableSchema(`${path}: a union other than ["null", T]`);
  }
  const column = columnType(type, path, named);
  if (/^(Array|Tuple)\(/.test(column)) throw new UnreadableSchema(`${path}: ${column} cannot be null`);
  return `Nullable(${column})`;
}

/** Without it a field the writer did not have yet would be the type's zero instead of the schema's default. */
function defaultOf({ name, type, default: value }: AvroField): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return ` DEFAULT ${value}`;
  if (typeof value === 'string') return ` DEFAULT ${quoted(value)}`;
  if (Array.isArray(value) && value.length === 0) return ' DEFAULT []';
  throw new UnreadableSchema(
    `${name}: no column default for ${JSON.stringify(value)} of ${JSON.stringify(type)}`,
  );
}

/** A SQL string literal. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
