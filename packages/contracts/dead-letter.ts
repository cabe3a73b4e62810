import { parseAccountKey } from '@bellwether/domain';
import { topics } from './catalogue.ts';
import type { DeadLetter } from './messages.ts';

/** Brokers take records of about 1 MB. A letter that does not fit would block everything behind it for ever. */
const VALUE_BYTES_MAX = 900_000;
const KEY_CHARS_MAX = 4_096;
const DETAIL_CHARS_MAX = 4_096;

const accountTopics = new Set(topics.filter((t) => t.keyedBy === 'account').map((t) => t.name));

/** A record as it was read. */
export interface RefusedRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

/** Who refused it, when (ms) and why. */
export type Refusal = Pick<DeadLetter, 'reason' | 'detail' | 'service' | 'deadLetteredAt'>;

/**
 * The letter about a record that will never be processed, always small enough to be written: a value above 900,000
 * bytes is left out, which `detail` then says, and a key or detail of more than 4,096 characters is cut short.
 * Refusing the same record again gives the same id.
 */
export function deadLetterOf(record: RefusedRecord, refusal: Refusal): DeadLetter {
  const { topic, partition, offset, value } = record;
  const key = record.key === null ? null : cut(Buffer.from(record.key).toString('utf8'), KEY_CHARS_MAX);
  const account = key !== null && accountTopics.has(topic) ? parseAccountKey(key) : null;
  const fits = value === null || value.length <= VALUE_BYTES_MAX;
  const detail = cut(refusal.detail, DETAIL_CHARS_MAX);
  return {
    deadLetterId: `${topic}/${partition}/${offset}`,
    topic,
    partition,
    offset: Number(offset),
    key,
    tenantId: account?.tenantId ?? null,
    accountId: account?.accountId ?? null,
    reason: refusal.reason,
    detail: fits ? detail : `${detail} (its ${value.length} bytes are left out)`,
    value: fits && value !== null ? Buffer.from(value) : null,
    service: refusal.service,
    deadLetteredAt: refusal.deadLetteredAt,
  };
}

function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
