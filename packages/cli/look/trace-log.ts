import { signalTopics } from '@bellwether/contracts';
import type { LogRecord } from '@bellwether/kafka';
import type { Log } from '../stack/kafka.ts';

/** Where a copy of the signal lies in the log. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly appendedAt: string;
}

export interface DeadLetterOf extends Pick<Position, 'topic' | 'partition' | 'offset'> {
  readonly reason: string;
  readonly detail: string;
}

interface Letter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly reason: string;
  readonly detail: string;
}

const DEAD_LETTERS = 'control.dead-letters';

/** Reads the signals topics through for an eventId; only the given ones, where the tables know the topic already. */
export async function traceInLog(
  { log, codec }: Log,
  eventId: string,
  known: readonly string[],
): Promise<{ positions: Position[]; letters: DeadLetterOf[] }> {
  const topics = known.length > 0 ? known : signalTopics.map(({ name }) => name);
  const positions: Position[] = [];
  // Most values do not even contain the id: decoding only those that do reads a million in seconds.
  const needle = Buffer.from(eventId);
  const look = (record: LogRecord) => {
    if (!record.value?.includes(needle)) return;
    const decoded = codec.decodeEnvelope(record.topic, record.value);
    if (decoded.kind !== 'value' || decoded.value.eventId !== eventId) return;
    positions.push({
      topic: record.topic,
      partition: record.partition,
      offset: String(record.offset),
      key: record.key?.toString() ?? '',
      appendedAt: new Date(record.appendedAt).toISOString(),
    });
  };
  await log.read({ topics, from: 'start', onRecord: look });
  const letters: DeadLetterOf[] = [];
  await log.read({
    topics: [DEAD_LETTERS],
    from: 'start',
    onRecord: ({ value }) => {
      const decoded = value?.includes(needle) ? codec.decode<Letter>(DEAD_LETTERS, value) : null;
      if (decoded?.kind !== 'value') return;
      const { topic, partition, offset, reason, detail } = decoded.value;
      letters.push({ topic, partition, offset: String(offset), reason, detail });
    },
  });
  return { positions, letters };
}
