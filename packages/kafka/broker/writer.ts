import { type Kafka, Partitioners, type Producer, type TopicMessages } from 'kafkajs';
import { partitionOf } from '../partition-of.ts';
import type { OutgoingRecord, RecordWriter } from '../ports.ts';
import { sendSize } from './send-size.ts';

/**
 * How many producers send side by side. Each has one send under way: were two to share a producer, kafkajs would
 * number the second like a first that failed on the wire but arrived, and the broker would take it for a repetition,
 * acknowledge it and drop it.
 */
const LANES = 4;

/** One call's records on one lane: settled when the last of them is. */
interface Job {
  left: number;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Waiting {
  readonly record: OutgoingRecord;
  readonly job: Job;
}

/** {@link RecordWriter}: a key always takes the same lane, so its records keep their order. */
export async function createWriter(newClient: () => Kafka): Promise<RecordWriter> {
  const lanes = await Promise.all(Array.from({ length: LANES }, () => openLane(newClient)));
  return {
    write: async (records) => {
      const shares: OutgoingRecord[][] = lanes.map(() => []);
      for (const record of records) shares[partitionOf(record.key, LANES)]?.push(record);
      await Promise.all(lanes.map((lane, at) => lane.add(shares[at] ?? [])));
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

interface Lane {
  add(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

async function openLane(newClient: () => Kafka): Promise<Lane> {
  /** Null after a failure: whether its records arrived is unknown, and with it the next sequence number, so another begins. */
  let producer: Producer | null = await connectProducer(newClient);
  const queue: Waiting[] = [];
  let sending: Promise<void> | undefined;

  const sendAll = async (): Promise<void> => {
    while (queue.length > 0) {
      producer ??= await connectProducer(newClient).catch((cause: unknown) => failAll(queue, cause));
      if (producer === null) continue;
      const chunk = queue.splice(0, sendSize(recordsOf(queue)));
      try {
        await producer.sendBatch({ topicMessages: byTopic(chunk.map(({ record }) => record)) });
        for (const { job } of chunk) if (--job.left === 0) job.done();
      } catch (error) {
        for (const { job } of chunk) job.failed(error);
        await producer.disconnect().catch(() => {});
        producer = null;
      }
    }
    sending = undefined;
  };
  return {
    add: (records) =>
      new Promise((done, failed) => {
        if (records.length === 0) return done();
        const job: Job = { left: records.length, done, failed };
        for (const record of records) queue.push({ record, job });
        // A turn later, so that writes made in this turn share a request.
        sending ??= Promise.resolve().then(sendAll);
      }),
    close: async () => {
      await sending;
      await producer?.disconnect();
    },
  };
}

/** Nothing can be sent now; the next write tries again. */
function failAll(queue: Waiting[], cause: unknown): null {
  for (const { job } of queue.splice(0)) job.failed(cause);
  return null;
}

async function connectProducer(newClient: () => Kafka): Promise<Producer> {
  const producer = newClient().producer({
    idempotent: true,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return producer;
}

/** As kafkajs wants them. */
export function byTopic(records: readonly OutgoingRecord[]): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, key, value, partition } of records) {
    const entry = topics.get(topic) ?? { topic, messages: [] };
    entry.messages.push(partition === undefined ? { key, value } : { key, value, partition });
    topics.set(topic, entry);
  }
  return [...topics.values()];
}

/** Lazily: a long queue is not walked to its end for each send. */
function* recordsOf(queue: readonly Waiting[]): Generator<OutgoingRecord> {
  for (const { record } of queue) yield record;
}
