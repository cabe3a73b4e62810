import type { OutgoingRecord, RecordWriter } from '../ports.ts';
import type { MemoryBroker } from './broker.ts';
import type { SimulatedProcess } from './process.ts';

/** {@link RecordWriter} in memory. Each partition's records are an effect of their own: a crash can part them. */
export function createMemoryWriter(broker: MemoryBroker, process: SimulatedProcess): RecordWriter {
  return {
    async write(records) {
      const byPartition = new Map<string, OutgoingRecord[]>();
      for (const record of records) {
        const id = `${record.topic}/${broker.partitionFor(record)}`;
        byPartition.set(id, [...(byPartition.get(id) ?? []), record]);
      }
      for (const [id, chunk] of byPartition) await process.effect('append', id, () => broker.append(chunk));
    },
    close: () => Promise.resolve(),
  };
}
