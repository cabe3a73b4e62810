import type { Codec } from '@bellwether/contracts';
import { accountKey, envelopeFault, type Instant, numberFault, type WireFact } from '@bellwether/domain';
import type { LogRecord } from '@bellwether/kafka';

/** A fact and where it was read. */
export interface PlacedFact extends WireFact {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  /** The log's clock, ms: the same whenever it is read again. */
  readonly appendedAt: Instant;
}

/** A value that will never become a fact, and why. Its id is (topic, partition, offset). */
export interface Rejected {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Uint8Array | null;
  readonly reason: string;
  readonly detail: string;
}

export type DoorOutcome =
  | { readonly kind: 'fact'; readonly fact: PlacedFact }
  | { readonly kind: 'rejected'; readonly rejected: Rejected }
  | { readonly kind: 'unknown-schema'; readonly schemaId: number };

/**
 * Decides about one value what can be decided from its bytes, key and partition alone. Whether its time is
 * acceptable depends on the tenant's as-of and is asked at the flush.
 */
export function atTheDoor(
  record: LogRecord,
  codec: Pick<Codec, 'decodeEnvelope'>,
  partitionOf: (key: string) => number,
): DoorOutcome {
  const { topic, partition, offset, value, appendedAt } = record;
  const decoded = codec.decodeEnvelope(topic, value);
  if (decoded.kind === 'unknown-schema') return decoded;
  if (decoded.kind === 'malformed') return rejected(record, decoded.code, decoded.detail);
  const fault = envelopeFault(decoded.value);
  if (fault) return rejected(record, 'invalid-envelope', fault);
  const outOfBounds = numberFault(topic, decoded.value);
  if (outOfBounds) return rejected(record, 'invalid-number', outOfBounds);
  const key = accountKey(decoded.value);
  if (record.key === null || !record.key.equals(Buffer.from(key))) {
    return rejected(record, 'wrong-key', `the value belongs under the key ${key}`);
  }
  if (partitionOf(key) !== partition) {
    return rejected(record, 'wrong-partition', `the key belongs to partition ${partitionOf(key)} (murmur2)`);
  }
  const wire = value as Buffer;
  const { eventId, tenantId, accountId, occurredAt, receivedAt } = decoded.value;
  const fact = { tenantId, accountId, eventId, occurredAt, receivedAt, wire };
  return { kind: 'fact', fact: { ...fact, topic, partition, offset, appendedAt } };
}

export function rejected(
  record: LogRecord,
  reason: string,
  detail: string,
): Extract<DoorOutcome, { kind: 'rejected' }> {
  const { topic, partition, offset, key, value } = record;
  return { kind: 'rejected', rejected: { topic, partition, offset, key, value, reason, detail } };
}
