import type { PartitionTaker, TakenPartition, TakerOptions } from '../ports.ts';
import type { PositionalReader, TransactionalProducer, TransactionOpener } from './primitives.ts';
import { readToEnd } from './read-to-end.ts';

/** See {@link PartitionTaker}: fence, then state, then offsets. Any other order reads what the old owner may still change. */
export function createTaker(
  transactions: TransactionOpener,
  reader: PositionalReader,
  { groupId, inputs, stateTopic }: TakerOptions,
): PartitionTaker {
  return {
    async take(partition, onState) {
      const producer = await transactions.open(`${groupId}/${partition}`);
      try {
        await readToEnd(reader, { topic: stateTopic, partition, offset: 0n }, onState);
        const offsets = await reader.committedOffsets(groupId, inputs);
        const mine = offsets.filter((offset) => offset.partition === partition);
        return taken(partition, producer, new Map(mine.map(({ topic, offset }) => [topic, offset])), groupId);
      } catch (error) {
        await producer.close().catch(() => {});
        throw error;
      }
    },
  };
}

function taken(
  partition: number,
  producer: TransactionalProducer,
  committed: ReadonlyMap<string, bigint>,
  groupId: string,
): TakenPartition {
  return {
    partition,
    committed,
    transact: (records, inputs) => {
      const offsets = [...inputs].map(([topic, offset]) => ({ topic, partition, offset }));
      return producer.transact(records, { groupId, offsets });
    },
    close: () => producer.close(),
  };
}
