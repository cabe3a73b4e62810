import { type AvroRecord, type AvroSchema, type Codec, newestSchema } from '@bellwether/contracts';
import type { ClickHouse } from './connect.ts';
import { landWires, type WireLanding } from './landing.ts';

export interface ProbeRequest {
  readonly client: ClickHouse;
  readonly codec: Pick<Codec, 'encode'>;
  readonly topic: string;
  readonly landing: WireLanding;
  readonly registryUrl: string;
}

/**
 * True when a known-good message of the topic can be read all the way to its row, which is then kept nowhere: the
 * registry, the schema and the columns are in order, so a refusal is the data's. Rejects like {@link landWires}.
 */
export async function probeWires({
  client,
  codec,
  topic,
  landing,
  registryUrl,
}: ProbeRequest): Promise<boolean> {
  const wires = [codec.encode(topic, sampleOf(newestSchema(topic)))];
  const rehearsal = { ...landing, where: NEVER };
  return (await landWires({ client, landing: rehearsal, wires, registryUrl })).kind === 'landed';
}

/** False for every row, but not before it was read: a constant would be, and nothing would have been tried. */
const NEVER = 'rand() > 4294967295';

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
