import type { Fetched, PositionalReader } from '../shared/primitives.ts';
import type { MemoryBroker } from './broker.ts';
import type { SimulatedProcess } from './process.ts';

/** {@link PositionalReader} in memory. `idle` lets the rest of the world go on when there is nothing to read yet. */
export function createMemoryReader(
  broker: MemoryBroker,
  process: SimulatedProcess,
  idle: () => Promise<void>,
): PositionalReader {
  const offsetsOf = (topics: readonly string[], offset: (end: number) => number) =>
    topics.flatMap((topic) =>
      broker
        .partitions(topic)
        .map((log, partition) => ({ topic, partition, offset: BigInt(offset(log.end)) })),
    );
  return {
    fetch: async (positions, waitMs) => {
      const subject = positions.map(({ topic, partition }) => `${topic}/${partition}`).join(' ');
      const fetched = await process.effect('fetch', subject, () =>
        positions.map(({ topic, partition, offset }): Fetched => {
          const slice = broker.partition(topic, partition).read(offset, Number.POSITIVE_INFINITY);
          return { topic, partition, ...slice };
        }),
      );
      const moved = fetched.some(({ next }, index) => next !== positions[index]?.offset);
      if (!moved && waitMs > 0) await idle();
      return fetched;
    },
    startOffsets: async (topics) => offsetsOf(topics, () => 0),
    endOffsets: async (topics) => offsetsOf(topics, (end) => end),
    committedOffsets: (groupId, topics) =>
      process.effect('read-committed-offsets', groupId, () => broker.committed(groupId, topics)),
  };
}
