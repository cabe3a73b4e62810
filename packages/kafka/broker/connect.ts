import type { Kafka } from 'kafkajs';
import type { EventLog } from '../ports.ts';
import { eventLog } from '../shared/event-log.ts';
import { type Connection, createClient } from './client.ts';
import { clusterOf } from './cluster.ts';
import { createGroupConsumer } from './group-consumer.ts';
import { createReader } from './positional-reader.ts';
import { ensureTopics } from './topics.ts';
import { createTransactions, TRANSACTION_RETRY } from './transactions.ts';
import { createWriter } from './writer.ts';

/** A Kafka cluster as an {@link EventLog}. Rejects when no broker can be reached. Close what it gave out first. */
export async function connectKafka(connection: Connection): Promise<EventLog> {
  const newClient = (): Kafka => createClient(connection);
  const openReader = async () => {
    const cluster = clusterOf(newClient());
    await cluster.connect();
    return { reader: createReader(cluster), close: () => cluster.disconnect() };
  };
  const { reader, close } = await openReader();
  return eventLog({
    reader,
    openReader,
    transactions: createTransactions(() => createClient(connection, TRANSACTION_RETRY)),
    consumer: (options) => createGroupConsumer(connection, options),
    writer: () => createWriter(newClient),
    ensureTopics: async (topics) => {
      const admin = newClient().admin();
      await admin.connect();
      await ensureTopics(admin, topics).finally(() => admin.disconnect());
    },
    close,
  });
}
