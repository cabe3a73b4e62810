import type { EventLog } from '@bellwether/kafka';
import type { MemoryBroker } from '../../packages/kafka/memory/broker.ts';
import { eventLog } from '../../packages/kafka/shared/event-log.ts';
import type { PositionalReader, TransactionOpener } from '../../packages/kafka/shared/primitives.ts';
import type { Process } from './effects.ts';
import type { Rule } from './rules.ts';

/** The ports of packages/kafka over the broker in memory, as one process has them: every request is an effect. */
export function openLog(broker: MemoryBroker, process: Process, broken: Rule | null = null): EventLog {
  const offsetsOf = (topics: readonly string[], offset: (end: number) => number) =>
    topics.flatMap((topic) =>
      broker
        .partitions(topic)
        .map((log, partition) => ({ topic, partition, offset: BigInt(offset(log.end)) })),
    );
  const reader: PositionalReader = {
    fetch: (positions) =>
      process.effect('fetch', () =>
        positions.map(({ topic, partition, offset }) => ({
          topic,
          partition,
          ...broker.partition(topic, partition).read(offset, Number.POSITIVE_INFINITY),
        })),
      ),
    startOffsets: (topics) => process.effect('start offsets', () => offsetsOf(topics, () => 0)),
    endOffsets: (topics) => process.effect('end offsets', () => offsetsOf(topics, (end) => end)),
    committedOffsets: (groupId, topics) =>
      process.effect('committed offsets', () => broker.committed(groupId, topics)),
  };
  return eventLog({
    reader,
    openReader: () => Promise.resolve({ reader, close: () => Promise.resolve() }),
    transactions: openTransactions(broker, process, broken),
    ensureTopics: () => Promise.resolve(),
    consumer: () => {
      throw new Error('the model deals with groups itself');
    },
    writer: () =>
      Promise.resolve({
        write: (records) => process.effect(`write ${records[0]?.topic}`, () => broker.append(records)),
        close: () => Promise.resolve(),
      }),
    close: () => Promise.resolve(),
  });
}

function openTransactions(broker: MemoryBroker, process: Process, broken: Rule | null): TransactionOpener {
  return {
    open: async (id) => {
      const fenceLate =
        broken === 'the scorer is fenced before its state is read' && !id.startsWith('import/');
      let epoch = fenceLate ? -1 : await process.effect(`initialise ${id}`, () => broker.initialise(id));
      return {
        transact: async (records, inputs) => {
          try {
            if (epoch < 0) epoch = await process.effect(`initialise ${id}`, () => broker.initialise(id));
            await process.effect(`append in ${id}`, () => broker.appendIn(id, epoch, records));
            if (inputs && broken === 'scores and offsets are one transaction') {
              await process.effect(
                'commit apart',
                () => inputs.offsets && broker.group(inputs.groupId).store(inputs.offsets),
              );
            } else if (inputs)
              await process.effect(`offsets in ${id}`, () => broker.addOffsets(id, epoch, inputs));
            await process.effect(`commit ${id}`, () => broker.end(id, epoch, 'committed'));
          } catch (error) {
            await process.effect(`abort ${id}`, () => broker.end(id, epoch, 'aborted')).catch(() => {});
            throw error;
          }
        },
        close: () => Promise.resolve(),
      };
    },
  };
}
