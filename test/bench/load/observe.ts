import type { Instant } from '@bellwether/domain';
import type { BenchStack } from '../stack.ts';
import { waitUntil } from '../wait-until.ts';

/** A record, and when a read-committed reader had it. */
export interface Seen {
  readonly at: Instant;
  readonly value: Buffer;
}

export interface Observation {
  /** In the order of arrival. */
  readonly seen: readonly Seen[];
  /** Resolves once all that is readable now has been seen. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** Notes what arrives on a topic from now on. Nothing is decoded meanwhile: that would delay what it looks at. */
export async function observe({ log }: BenchStack, topic: string): Promise<Observation> {
  const seen: Seen[] = [];
  const next = new Map((await log.dataEnds([topic])).map(({ partition, offset }) => [partition, offset]));
  const tail = await log.tail({
    topics: [topic],
    from: 'now',
    onRecord: ({ value, partition, offset }) => {
      if (value) seen.push({ at: Date.now(), value });
      next.set(partition, offset + 1n);
    },
  });
  const caughtUp = async () => {
    const ends = await log.dataEnds([topic]);
    const all = () => ends.every(({ partition, offset }) => next.get(partition)! >= offset);
    await waitUntil(`everything on ${topic} has been seen`, all);
  };
  return { seen, caughtUp, close: () => tail.close() };
}

/** The messages in what was seen. Throws when one is not of the topic. */
export function messagesOf<Message>(
  { codec }: BenchStack,
  topic: string,
  seen: readonly Seen[],
): { at: Instant; message: Message }[] {
  return seen.map(({ at, value }) => {
    const decoded = codec.decode<Message>(topic, value);
    if (decoded.kind !== 'value') throw new Error(`a record of ${topic} is ${decoded.kind}`);
    return { at, message: decoded.value };
  });
}
