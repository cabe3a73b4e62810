import type { Broker, Cluster } from 'kafkajs';
import type { LogRecord, NextOffset } from '../ports.ts';
import type { Fetched, PositionalReader } from '../shared/primitives.ts';
import { type RawMessage, type RawPartition, READ_COMMITTED, rawFetch } from './cluster.ts';
import { correctFetches } from './committed-fetch.ts';
import { connectOnce } from './connect-once.ts';
import { withRecovery } from './recovery.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_BYTES_PER_PARTITION = 8 * 1024 * 1024;
const HIGH_WATERMARK = -1;
const OLDEST = -2;

interface ListOffsetsBroker {
  listOffsets(request: {
    isolationLevel: number;
    topics: { topic: string; partitions: { partition: number; timestamp: number }[] }[];
  }): Promise<{ responses: { topic: string; partitions: { partition: number; offset: string }[] }[] }>;
}

/** {@link PositionalReader} by raw requests; see {@link clusterOf} for why. */
export function createReader(cluster: Cluster): PositionalReader {
  return {
    fetch: (positions, waitMs) => withRecovery(cluster, () => fetchAll(cluster, positions, waitMs)),
    startOffsets: (topics) => withRecovery(cluster, () => listOffsets(cluster, topics, OLDEST)),
    endOffsets: (topics) => withRecovery(cluster, () => listOffsets(cluster, topics, HIGH_WATERMARK)),
    committedOffsets: (groupId, topics) => withRecovery(cluster, () => committed(cluster, groupId, topics)),
  };
}

async function fetchAll(
  cluster: Cluster,
  positions: readonly NextOffset[],
  waitMs: number,
): Promise<Fetched[]> {
  await cluster.addMultipleTargetTopics([...new Set(positions.map(({ topic }) => topic))]);
  const answers = await Promise.all(
    byLeader(cluster, positions).map(async ({ nodeId, positions: mine }) => {
      const broker = correctFetches(connectOnce(await cluster.findBroker({ nodeId })));
      return fetchFrom(broker, mine, waitMs).catch((error: unknown) => restartAtOldest(cluster, mine, error));
    }),
  );
  return answers.flat();
}

async function fetchFrom(
  broker: Broker,
  positions: readonly NextOffset[],
  waitMs: number,
): Promise<Fetched[]> {
  const asked = new Map(positions.map((position) => [`${position.topic}/${position.partition}`, position]));
  const { responses } = await rawFetch(broker, {
    isolationLevel: READ_COMMITTED,
    maxWaitTime: waitMs,
    minBytes: 1,
    maxBytes: MAX_BYTES,
    topics: positions.map(({ topic, partition, offset }) => ({
      topic,
      partitions: [{ partition, fetchOffset: String(offset), maxBytes: MAX_BYTES_PER_PARTITION }],
    })),
  });
  return responses.flatMap(({ topicName, partitions }) =>
    partitions.map((found) =>
      fetchedFrom(topicName, found, asked.get(`${topicName}/${found.partition}`)?.offset ?? 0n),
    ),
  );
}

function fetchedFrom(topic: string, found: RawPartition, from: bigint): Fetched {
  const { partition } = found;
  const records: LogRecord[] = [];
  for (const message of found.messages) {
    if (!message.isControlRecord && BigInt(message.offset) >= from)
      records.push(toRecord(topic, partition, message));
  }
  const last = found.messages.at(-1);
  // Past the whole batch: compaction may have removed its last records.
  const next = last && BigInt(last.batchContext.firstOffset) + BigInt(last.batchContext.lastOffsetDelta) + 1n;
  const end = BigInt(found.highWatermark);
  return { topic, partition, records, next: later(from, next), end };
}

function later(a: bigint, b: bigint | undefined): bigint {
  return b === undefined || b < a ? a : b;
}

export function toRecord(
  topic: string,
  partition: number,
  { offset, key, value, timestamp }: Pick<RawMessage, 'offset' | 'key' | 'value' | 'timestamp'>,
): LogRecord {
  return { topic, partition, offset: BigInt(offset), key, value, appendedAt: Number(timestamp) };
}

/** Retention may have passed a position: such partitions go on at their oldest record. */
async function restartAtOldest(
  cluster: Cluster,
  positions: readonly NextOffset[],
  error: unknown,
): Promise<Fetched[]> {
  if ((error as { name?: unknown }).name !== 'KafkaJSOffsetOutOfRange') throw error;
  const topics = [...new Set(positions.map(({ topic }) => topic))];
  const oldest = await listOffsets(cluster, topics, OLDEST);
  const ends = await listOffsets(cluster, topics, HIGH_WATERMARK);
  const at = (list: NextOffset[], { topic, partition }: NextOffset): bigint =>
    list.find((one) => one.topic === topic && one.partition === partition)?.offset ?? 0n;
  return positions.map((position) => {
    const { topic, partition, offset } = position;
    const start = at(oldest, position);
    const end = at(ends, position);
    if (offset > end) throw error;
    return { topic, partition, records: [], next: later(offset, start), end };
  });
}

async function listOffsets(
  cluster: Cluster,
  topics: readonly string[],
  timestamp: number,
): Promise<NextOffset[]> {
  await cluster.addMultipleTargetTopics([...topics]);
  const answers = await Promise.all(
    byLeader(cluster, allPartitions(cluster, topics)).map(async ({ nodeId, positions }) => {
      const broker = connectOnce(await cluster.findBroker({ nodeId })) as unknown as ListOffsetsBroker;
      const { responses } = await broker.listOffsets({
        isolationLevel: 0,
        topics: positions.map(({ topic, partition }) => ({ topic, partitions: [{ partition, timestamp }] })),
      });
      return responses.flatMap(({ topic, partitions }) =>
        partitions.map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) })),
      );
    }),
  );
  return answers.flat();
}

async function committed(
  cluster: Cluster,
  groupId: string,
  topics: readonly string[],
): Promise<NextOffset[]> {
  await cluster.addMultipleTargetTopics([...topics]);
  const coordinator = await cluster.findGroupCoordinator({ groupId });
  const partitions = (topic: string) => cluster.findTopicPartitionMetadata(topic).map((m) => m.partitionId);
  const { responses } = await coordinator.offsetFetch({
    groupId,
    topics: topics.map((topic) => ({
      topic,
      partitions: partitions(topic).map((partition) => ({ partition, offset: '' })),
    })),
  });
  return responses
    .flatMap(({ topic, partitions: found }) =>
      found.map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) })),
    )
    .filter(({ offset }) => offset >= 0n);
}

function allPartitions(cluster: Cluster, topics: readonly string[]): NextOffset[] {
  return topics.flatMap((topic) =>
    cluster
      .findTopicPartitionMetadata(topic)
      .map(({ partitionId }) => ({ topic, partition: partitionId, offset: 0n })),
  );
}

function byLeader(
  cluster: Cluster,
  positions: readonly NextOffset[],
): { nodeId: string; positions: NextOffset[] }[] {
  const groups = new Map<string, NextOffset[]>();
  for (const position of positions) {
    const [nodeId] = Object.keys(cluster.findLeaderForPartitions(position.topic, [position.partition]));
    if (nodeId === undefined)
      throw new Error(`${position.topic}/${position.partition} does not exist or has no leader`);
    const group = groups.get(nodeId);
    if (group === undefined) groups.set(nodeId, [position]);
    else group.push(position);
  }
  return [...groups].map(([nodeId, mine]) => ({ nodeId, positions: mine }));
}
