import type { Codec } from '@bellwether/contracts';
import { parseAccountKey } from '@bellwether/domain';
import type { RecordWriter } from '@bellwether/kafka';
import type { Poisoned } from './flush.ts';

const TOPIC = 'control.dead-letters';

export interface DeadLetters {
  write(poisoned: readonly Poisoned[]): Promise<void>;
}

export interface DeadLetterPorts {
  readonly codec: Codec;
  readonly writer: RecordWriter;
  readonly log: { error(fields: object, message: string): void };
  readonly clock: { now(): number };
}

/** Tells of each in the log and on `control.dead-letters`, with the bytes as they came. */
export function deadLetters({ codec, writer, log, clock }: DeadLetterPorts): DeadLetters {
  return {
    async write(poisoned) {
      for (const { record, reason, detail } of poisoned) {
        const { topic, partition, offset } = record;
        log.error({ topic, partition, offset: String(offset), reason, detail }, 'cannot land this record');
      }
      // A poisoned dead letter stays in the log alone: writing it again would make the next poisoned one.
      const told = poisoned.filter(({ record }) => record.topic !== TOPIC);
      if (told.length === 0) return;
      const at = clock.now();
      await writer.write(
        told.map((one) => ({ topic: TOPIC, key: idOf(one), value: letter(codec, one, at) })),
      );
    },
  };
}

function idOf({ record }: Poisoned): string {
  return `${record.topic}/${record.partition}/${record.offset}`;
}

function letter(codec: Codec, poisoned: Poisoned, at: number): Buffer {
  const { record, reason, detail } = poisoned;
  const [tenantId, accountId] = record.topic.startsWith('health.') ? splitKey(record.key) : [null, null];
  return codec.encode(TOPIC, {
    deadLetterId: idOf(poisoned),
    topic: record.topic,
    partition: record.partition,
    offset: Number(record.offset),
    key: record.key?.toString('utf8') ?? null,
    tenantId,
    accountId,
    reason,
    detail,
    value: record.value,
    service: 'history',
    deadLetteredAt: at,
  });
}

function splitKey(key: Buffer | null): [string | null, string | null] {
  const ref = key === null ? null : parseAccountKey(key.toString('utf8'));
  return [ref?.tenantId ?? null, ref?.accountId ?? null];
}
