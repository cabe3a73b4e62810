import { type Codec, deadLetterOf } from '@bellwether/contracts';
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

/** A poisoned dead letter stays in the log alone: writing it again would make the next poisoned one. */
export function becomesLetter({ record }: Poisoned): boolean {
  return record.topic !== TOPIC;
}

/** Tells of each in the log and on `control.dead-letters`, with the bytes as they came. */
export function deadLetters({ codec, writer, log, clock }: DeadLetterPorts): DeadLetters {
  return {
    async write(poisoned) {
      for (const { record, reason, detail } of poisoned) {
        const { topic, partition, offset } = record;
        log.error({ topic, partition, offset: String(offset), reason, detail }, 'cannot land this record');
      }
      const told = poisoned.filter(becomesLetter);
      if (told.length === 0) return;
      const refusal = { service: 'history', deadLetteredAt: clock.now() };
      await writer.write(
        told.map(({ record, reason, detail }) => {
          const letter = deadLetterOf(record, { ...refusal, reason, detail });
          return { topic: TOPIC, key: letter.deadLetterId, value: codec.encode(TOPIC, letter) };
        }),
      );
    },
  };
}
