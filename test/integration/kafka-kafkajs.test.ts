import { createLogger } from '@bellwether/runtime';
import { type Consumer, type EachBatchPayload, Kafka, logLevel, type Producer } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { eventually, textOf, unique } from '../../packages/kafka/contract/harness.ts';
import { connectKafka, type EventLog, type RecordBatch } from '../../packages/kafka/index.ts';

const { brokers } = inject('stack').kafka;
const client = (): Kafka =>
  new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { initialRetryTime: 10 } });

/** What packages/kafka guards against, seen on a real broker: should kafkajs ever change, these say so. */
describe('kafkajs on its own', { timeout: 60_000 }, () => {
  let log: EventLog;
  beforeAll(async () => {
    log = await connectKafka({ brokers, clientId: 'observer', log: createLogger('test', 'silent') });
  });
  afterAll(() => log.close());

  async function newTopic(partitions: number): Promise<string> {
    const name = unique('topic');
    await log.ensureTopics([{ name, partitions, cleanup: 'delete' }]);
    return name;
  }

  async function join(groupId: string, topic: string) {
    const payloads: EachBatchPayload[] = [];
    const assignments: number[][] = [];
    const consumer: Consumer = client().consumer({ groupId, heartbeatInterval: 100, maxWaitTimeInMs: 100 });
    onTestFinished(() => consumer.disconnect());
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      assignments.push(payload.memberAssignment[topic] ?? []);
    });
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: (payload) => {
        payloads.push(payload);
        return Promise.resolve();
      },
    });
    return { payloads, assignments };
  }

  async function send(topic: string, value: string): Promise<void> {
    const writer = await log.writer();
    for (const partition of [0, 1])
      await writer.write([{ topic, key: 'k', partition, value: Buffer.from(value) }]);
    await writer.close();
  }

  it('commits a payload of an old generation under the new one, rewinding another member', async () => {
    const topic = await newTopic(2);
    const groupId = unique('group');
    for (const value of ['a', 'b', 'c']) await send(topic, value);
    const one = await join(groupId, topic);
    await eventually(() => expect(new Set(one.payloads.map(({ batch }) => batch.partition)).size).toBe(2));
    const stale = one.payloads[0];
    const two = await join(groupId, topic);
    await eventually(() => {
      expect(one.assignments.at(-1)).toHaveLength(1);
      expect(two.payloads.length).toBeGreaterThan(0);
    });
    const [theirs = -1] = two.assignments.at(-1) ?? [];
    const commit = (payload: EachBatchPayload | undefined, offset: string) =>
      payload?.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition: theirs, offset }] }] });

    await commit(two.payloads[0], '3');
    await commit(stale, '1');
    const committed = await log.committedOffsets(groupId, [topic]);
    expect(committed).toEqual([{ topic, partition: theirs, offset: 1n }]);
  });

  it('delivers records of an aborted transaction that another aborted one overlaps; ours does not', async () => {
    const topic = await newTopic(1);
    const producers = await Promise.all([openTransaction(), openTransaction(), openTransaction()]);
    const [first, second, third] = await Promise.all(producers.map((producer) => producer.transaction()));
    const put = (transaction: typeof first, value: string) =>
      transaction?.send({ topic, messages: [{ key: 'k', partition: 0, value }] });
    await put(first, 'first, aborted');
    await put(second, 'second, aborted');
    await put(first, 'first again, aborted');
    await second?.abort();
    await first?.abort();
    await put(third, 'committed');
    await third?.commit();

    const ours: string[] = [];
    const tail = await log.tail({
      topics: [topic],
      from: 'start',
      onRecord: (record) => ours.push(textOf(record)),
    });
    onTestFinished(() => tail.close());
    const member: string[] = [];
    const consumer = log.consumer({ groupId: unique('group'), topics: [topic] });
    onTestFinished(() => consumer.stop());
    const batch = async ({ records }: RecordBatch) => {
      member.push(...records.map(textOf));
    };
    consumer.run({ rebalancing: () => {}, assigned: () => {}, batch }).catch(() => {});
    await eventually(() => expect(ours).toContain('committed'));
    await eventually(() => expect(member).toContain('committed'));
    expect(ours).toEqual(['committed']);
    expect(member).toEqual(['committed']);

    // Only now is every marker written: kafkajs errs where one fetch brings both aborted transactions.
    const alone = await join(unique('group'), topic);
    await eventually(() => expect(valuesOf(alone.payloads)).toContain('committed'));
    expect(valuesOf(alone.payloads)).toContain('first, aborted');
  });
});

const valuesOf = (payloads: readonly EachBatchPayload[]): string[] =>
  payloads.flatMap(({ batch }) => batch.messages.map(({ value }) => String(value)));

async function openTransaction(): Promise<Producer> {
  const producer = client().producer({ transactionalId: unique('id'), maxInFlightRequests: 1 });
  onTestFinished(() => producer.disconnect());
  await producer.connect();
  return producer;
}
