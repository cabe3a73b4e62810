import { readdirSync, readFileSync } from 'node:fs';
import { topicNamed } from './catalogue.ts';

export type AvroSchema = string | readonly AvroSchema[] | AvroComplex;

export interface AvroComplex {
  readonly type: AvroSchema;
  readonly logicalType?: string;
  readonly items?: AvroSchema;
  readonly name?: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly aliases?: readonly string[];
  readonly fields?: readonly AvroField[];
  readonly symbols?: readonly string[];
}

export interface AvroField {
  readonly name: string;
  readonly type: AvroSchema;
  readonly doc?: string;
  readonly default?: unknown;
  readonly aliases?: readonly string[];
}

export interface AvroRecord extends AvroComplex {
  readonly type: 'record';
  readonly name: string;
  readonly fields: readonly AvroField[];
}

const SCHEMAS = new URL('../../schemas/avro/', import.meta.url);
const VERSION_FILE = /^v([1-9]\d*)\.avsc$/;
const read = new Map<string, readonly AvroRecord[]>();

/** Every committed version of a topic's schema, oldest first. Throws when v1 to vN are not all there. */
export function schemaVersions(topic: string): readonly AvroRecord[] {
  const known = read.get(topic);
  if (known) return known;
  const folder = new URL(`${topicNamed(topic).name}/`, SCHEMAS);
  const numbers = readdirSync(folder).flatMap((file) => VERSION_FILE.exec(file)?.[1] ?? []);
  const versions = numbers.map((_, i): AvroRecord => {
    return JSON.parse(readFileSync(new URL(`v${i + 1}.avsc`, folder), 'utf8'));
  });
  if (versions.length === 0) throw new Error(`${topic} has no schema`);
  read.set(topic, versions);
  return versions;
}

/** The version this program writes, and the shape it reads every version into. */
export function newestSchema(topic: string): AvroRecord {
  return schemaVersions(topic).at(-1)!;
}

/** The registry subject of a topic's values. */
export function subjectOf(topic: string): string {
  return `${topic}-value`;
}

export function fullName(schema: AvroRecord): string {
  return schema.namespace ? `${schema.namespace}.${schema.name}` : schema.name;
}
