import type { AvroRecord, AvroSchema } from './schemas.ts';

const SAMPLES: Readonly<Record<string, unknown>> = {
  boolean: false,
  int: 0,
  long: 0,
  float: 0,
  double: 0,
  string: '',
  bytes: Buffer.alloc(0),
};

/** The emptiest message that fits: nulls, zeros, empty texts and lists. */
export function sampleOf(schema: AvroRecord): Record<string, unknown> {
  const named = new Map<string, AvroSchema>();
  return sample(schema, named) as Record<string, unknown>;
}

function sample(type: AvroSchema, named: Map<string, AvroSchema>): unknown {
  if (typeof type === 'string') return type in SAMPLES ? SAMPLES[type] : sample(named.get(type)!, named);
  if ('length' in type) return null;
  if (type.name) named.set(type.name, type);
  if (type.type === 'array') return [];
  if (type.type === 'enum') return type.symbols![0];
  if (type.type !== 'record') return sample(type.type, named);
  return Object.fromEntries(type.fields!.map((field) => [field.name, sample(field.type, named)]));
}
