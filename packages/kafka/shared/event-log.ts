import type { ConsumerOptions, EventLog, GroupConsumer, RecordWriter, TopicSpec } from '../ports.ts';
import { openTable } from './compacted-table.ts';
import { openImportWriter } from './import-writer.ts';
import { createTaker } from './partition-taker.ts';
import type { PositionalReader, TransactionOpener } from './primitives.ts';
import { dataEnds, readTopics, tailTopics } from './reading.ts';

/** What differs between a real cluster and the log in memory. */
export interface LogParts {
  readonly reader: PositionalReader;
  /** One of its own for each tail: a waiting fetch holds up everything behind it on its connection. */
  openReader(): Promise<{ readonly reader: PositionalReader; close(): Promise<void> }>;
  readonly transactions: TransactionOpener;
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  consumer(options: ConsumerOptions): GroupConsumer;
  writer(): Promise<RecordWriter>;
  close(): Promise<void>;
}

/** Everything the ports promise, from the few parts that touch a log. */
export function eventLog(parts: LogParts): EventLog {
  const { reader, transactions } = parts;
  return {
    ensureTopics: (topics) => parts.ensureTopics(topics),
    consumer: (options) => parts.consumer(options),
    writer: () => parts.writer(),
    taker: (options) => createTaker(transactions, reader, options),
    table: (options) => openTable(reader, options),
    importWriter: (change) => openImportWriter(transactions, reader, change),
    rewriteControlRow: async (change) => {
      const writer = await openImportWriter(transactions, reader, change);
      await writer.close();
      return writer.row;
    },
    endOffsets: (topics) => reader.endOffsets(topics),
    dataEnds: (topics) => dataEnds(reader, topics),
    committedOffsets: (groupId, topics) => reader.committedOffsets(groupId, topics),
    read: async (options) => {
      const own = await parts.openReader();
      await readTopics(own.reader, options).finally(() => own.close());
    },
    tail: async (options) => {
      const own = await parts.openReader();
      const tail = await tailTopics(own.reader, options);
      return { done: tail.done, close: () => tail.close().finally(() => own.close()) };
    },
    close: () => parts.close(),
  };
}
