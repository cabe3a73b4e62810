import { setTimeout as delay } from 'node:timers/promises';
import { type Kafka, Partitioners, type Producer, type RetryOptions, type Transaction } from 'kafkajs';
import { LogError } from '../errors.ts';
import type { OutgoingRecord } from '../ports.ts';
import type { InputOffsets, TransactionalProducer, TransactionOpener } from '../shared/primitives.ts';
import { sendSize } from './send-size.ts';
import { byTopic } from './writer.ts';

/**
 * A transaction that follows another of the same id is refused until that one is finished; kafkajs waits the
 * first retry time before it asks again, 300 ms unless told otherwise.
 */
export const TRANSACTION_RETRY: RetryOptions = { initialRetryTime: 4, maxRetryTime: 1_000, retries: 18 };

/** How long a killed owner's open transaction may hide what follows it from read-committed readers. */
const TRANSACTION_TIMEOUT_MS = 15_000;

/** `newClient` must give clients with {@link TRANSACTION_RETRY}: some retries of kafkajs follow only the client's. */
export function createTransactions(newClient: () => Kafka): TransactionOpener {
  return {
    async open(transactionalId) {
      const producer = newClient().producer({
        transactionalId,
        allowAutoTopicCreation: false,
        transactionTimeout: TRANSACTION_TIMEOUT_MS,
        createPartitioner: Partitioners.DefaultPartitioner,
      });
      try {
        await producer.connect();
        // kafkajs initialises the id with the first transaction; this one is empty and never reaches the broker.
        await (await producer.transaction()).abort();
      } catch (error) {
        await producer.disconnect().catch(() => {});
        throw error;
      }
      return transactionalProducer(transactionalId, producer);
    },
  };
}

function transactionalProducer(transactionalId: string, producer: Producer): TransactionalProducer {
  let usable = true;
  return {
    async transact(records, inputs) {
      if (!usable)
        throw new LogError('UNUSABLE', `${transactionalId} failed before: close it and open it again`);
      usable = false; // until this one is known to have ended well
      const transaction = await producer.transaction();
      try {
        await fill(transaction, records, inputs);
        await transaction.commit();
        usable = true;
      } catch (error) {
        await transaction.abort().catch(() => {});
        throw isFencing(error)
          ? new LogError('FENCED', `${transactionalId} is held by somebody else`, { cause: error })
          : error;
      }
    },
    close: () => producer.disconnect(),
  };
}

async function fill(transaction: Transaction, records: readonly OutgoingRecord[], inputs?: InputOffsets) {
  for (let left = records; left.length > 0; ) {
    const size = sendSize(left);
    await transaction.sendBatch({ topicMessages: byTopic(left.slice(0, size)) });
    left = left.slice(size);
  }
  if (inputs === undefined || inputs.offsets.length === 0) return;
  const topics = inputs.offsets.map(({ topic, partition, offset }) => ({
    topic,
    partitions: [{ partition, offset: String(offset) }],
  }));
  await patiently(() => transaction.sendOffsets({ consumerGroupId: inputs.groupId, topics }));
}

/** kafkajs does not retry this refusal where a transaction begins with its offsets. */
async function patiently(send: () => Promise<void>): Promise<void> {
  for (let waitMs = 4; ; waitMs *= 2) {
    try {
      return await send();
    } catch (error) {
      if (typeOf(error) !== 'CONCURRENT_TRANSACTIONS' || waitMs > 4_000) throw error;
      await delay(waitMs);
    }
  }
}

function isFencing(error: unknown): boolean {
  const type = typeOf(error);
  return (
    type === 'INVALID_PRODUCER_EPOCH' || type === 'PRODUCER_FENCED' || type === 'INVALID_PRODUCER_ID_MAPPING'
  );
}

function typeOf(error: unknown): string | undefined {
  const { type, cause } = (error ?? {}) as { type?: string; cause?: unknown };
  return type ?? (cause instanceof Error ? typeOf(cause) : undefined);
}
