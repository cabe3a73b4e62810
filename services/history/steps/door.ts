import type { Codec } from '@bellwether/contracts';
import type { LogRecord } from '@bellwether/kafka';

/** `tombstone`: a compacted topic forgets a key; history does not. */
export type Admission =
  | { readonly kind: 'row'; readonly wire: Buffer }
  | { readonly kind: 'tombstone' }
  | { readonly kind: 'poisoned'; readonly reason: string; readonly detail: string };

/**
 * Whether a value is exactly one message of its topic. ClickHouse reads a stream of messages: a value that holds
 * two would become two rows, and one that ends early would swallow its neighbour. What it says is read by ClickHouse,
 * so only its end is looked for here. Rejects while the registry is down, which is no reason to dead-letter anything.
 */
export async function admit(codec: Codec, record: LogRecord): Promise<Admission> {
  if (record.value === null) return { kind: 'tombstone' };
  let decoded = codec.decodeEnvelope(record.topic, record.value);
  if (decoded.kind === 'unknown-schema') {
    const learned = await codec.learn(record.topic, decoded.schemaId);
    if (learned === 'foreign') return foreign(decoded.schemaId);
    decoded = codec.decodeEnvelope(record.topic, record.value);
  }
  if (decoded.kind === 'value') return { kind: 'row', wire: record.value };
  if (decoded.kind === 'unknown-schema') return foreign(decoded.schemaId);
  return { kind: 'poisoned', reason: decoded.code, detail: decoded.detail };
}

function foreign(schemaId: number): Admission {
  return { kind: 'poisoned', reason: 'schema-of-another-topic', detail: `schema id ${schemaId}` };
}
