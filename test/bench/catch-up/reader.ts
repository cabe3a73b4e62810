import { randomUUID } from 'node:crypto';
import { type EachBatchPayload, Kafka, logLevel } from 'kafkajs';
import type { Course, Run } from './contestant.ts';

/** As the services fetch. */
const MAX_BYTES_PER_PARTITION = 8 * 1024 * 1024;

export type OnBatch = (batch: EachBatchPayload['batch']) => Promise<void> | void;

/** Reads the course once by kafkajs' eachBatch in a group of its own, doing no more than `onBatch` with it. */
export async function readCourse(
  course: Course,
  onBatch: OnBatch,
  atEnd?: () => Promise<void>,
): Promise<Run> {
  const { stack, topics, records } = course;
  const kafka = new Kafka({ brokers: stack.addresses.kafka.brokers, logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({
    groupId: `bench-${randomUUID()}`,
    maxBytesPerPartition: MAX_BYTES_PER_PARTITION,
    maxWaitTimeInMs: 100,
  });
  let startedAt = 0;
  let read = 0;
  const done = Promise.withResolvers<void>();
  consumer.on(consumer.events.GROUP_JOIN, () => {
    if (startedAt === 0) startedAt = performance.now();
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => done.reject(payload.error));
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: true,
    partitionsConsumedConcurrently: 512,
    eachBatch: async ({ batch }) => {
      try {
        await onBatch(batch);
        read += batch.messages.length;
        if (read >= records) done.resolve();
      } catch (error) {
        done.reject(error);
      }
    },
  });
  await done.promise;
  await atEnd?.();
  const perSecond = (1_000 * records) / (performance.now() - startedAt);
  await consumer.disconnect();
  return { perSecond };
}
