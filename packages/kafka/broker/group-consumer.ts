import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster, Consumer, ConsumerGroupJoinEvent, EachBatchPayload } from 'kafkajs';
import { coPartitioningProblem } from '../assign.ts';
import { isStaleAssignment, LogError } from '../errors.ts';
import type { ConsumerOptions, GroupConsumer, GroupHandlers } from '../ports.ts';
import { Membership } from '../shared/membership.ts';
import { coPartitionedAssigner } from './assigner.ts';
import { type Connection, createClient } from './client.ts';
import { correctFetches } from './committed-fetch.ts';
import { connectOnce } from './connect-once.ts';
import { isRebalanceSign, toBatch } from './record-batch.ts';

/** How long a killed process keeps its partitions. Not below the broker's minimum of 6 s. */
export const SESSION_TIMEOUT_MS = 10_000;
const REBALANCE_TIMEOUT_MS = 30_000;
/** How soon a member hears of a rebalance. */
const HEARTBEAT_MS = 500;
/** kafkajs sends its own heartbeats between fetches, so an idle fetch must not wait longer. */
const FETCH_WAIT_MS = 500;
const FETCH_BYTES_MAX = 10 * 1024 * 1024;
/** Not much less: smaller ones bring more partitions, but also more and smaller transactions and flushes (docs/decisions/0013). */
const MAX_BYTES_PER_PARTITION = 8 * 1024 * 1024;
/**
 * A fetch names every partition, and kafkajs hands on an answer for each, which costs more than a few records are worth. The
 * broker answers as soon as it has one, so under a steady trickle there would be a fetch a record.
 */
const FETCH_EVERY_MS = 10;
/** Above all partitions of all topics: a batch must never queue behind kafkajs' workers past a rebalance. */
const CONCURRENCY = 512;

/**
 * {@link GroupConsumer} on kafkajs' eachBatch. What kafkajs 2.2.4 does at a rebalance, and what is made of it:
 *
 * - A payload does not keep its generation: its commit and its resolveOffset act on the group's *current* state. Both
 *   are therefore called in the same turn as the check that the batch's assignment is still open.
 * - Resolved offsets decide where the next fetch starts. With eachBatchAutoResolve a batch that outlives a rebalance
 *   would move the new assignment past records whose work was thrown away, so resolving is done here.
 * - It rejoins only once every batch handler has returned, and says REBALANCING only then. So heartbeats are
 *   sent here while handlers work, and the first that hears of a rebalance gives the handlers up.
 * - It rejoins without REBALANCING when metadata are stale; the assigner is asked for its protocol at every join, so
 *   that is where an assignment ends at the latest.
 */
export function createGroupConsumer(connection: Connection, options: ConsumerOptions): GroupConsumer {
  let consumer: Consumer | undefined;
  let membership: Membership | undefined;
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => {});

  return {
    async run(handlers) {
      if (membership !== undefined) throw new LogError('UNUSABLE', 'a group consumer runs once');
      membership = new Membership(handlers);
      consumer = createConsumer(connection, options, membership, ended.reject);
      const stopBeating = await start(consumer, options, membership, handlers, ended.reject);
      await ended.promise.finally(stopBeating);
    },
    async stop() {
      membership?.closeNow();
      await consumer?.disconnect();
      ended.resolve();
    },
  };
}

function createConsumer(
  connection: Connection,
  { groupId, topics, fetchBytesMax = FETCH_BYTES_MAX }: ConsumerOptions,
  membership: Membership,
  fail: (error: unknown) => void,
): Consumer {
  let cluster: Cluster | undefined;
  const consumer = createClient(connection).consumer({
    groupId,
    allowAutoTopicCreation: false,
    sessionTimeout: SESSION_TIMEOUT_MS,
    rebalanceTimeout: REBALANCE_TIMEOUT_MS,
    heartbeatInterval: HEARTBEAT_MS,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    maxBytesPerPartition: MAX_BYTES_PER_PARTITION,
    maxBytes: fetchBytesMax,
    readUncommitted: false,
    partitionAssigners: [
      coPartitionedAssigner({
        held: () => membership.held,
        joining: () => membership.closeNow(),
        connected: (found) => {
          cluster = found;
          const findBroker = found.findBroker.bind(found);
          found.findBroker = async (node) => correctFetches(connectOnce(await findBroker(node)));
        },
      }),
    ],
  });
  const { GROUP_JOIN, REBALANCING, CRASH } = consumer.events;
  consumer.on(REBALANCING, () => membership.closeNow());
  consumer.on(GROUP_JOIN, ({ payload }) => {
    if (cluster !== undefined) accept(payload, topics, cluster, membership);
  });
  consumer.on(CRASH, ({ payload }) => {
    membership.closeNow();
    if (!payload.restart) fail(refusalIn(payload.error) ?? payload.error);
  });
  refuseStaleFetches(consumer, membership);
  return consumer;
}

/** Throws to end the join before anything is fetched. */
function accept(
  { memberAssignment }: ConsumerGroupJoinEvent['payload'],
  topics: readonly string[],
  cluster: Cluster,
  membership: Membership,
): void {
  const counts = new Map(topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).length]));
  const problem = coPartitioningProblem(counts, memberAssignment);
  if (problem !== null) throw new LogError('NOT_CO_PARTITIONED', `refusing to run: ${problem}`);
  membership.assigned([...(memberAssignment[topics[0] ?? ''] ?? [])].sort((a, b) => a - b));
}

/** kafkajs wraps what was thrown at a later join. */
function refusalIn(error: unknown): LogError | undefined {
  if (error instanceof LogError) return error;
  return error instanceof Error && error.cause !== undefined ? refusalIn(error.cause) : undefined;
}

/**
 * With several brokers one of kafkajs' fetches can rejoin the group while another is under way. What that one brings
 * was positioned under the old assignment, so it is dropped: kafkajs fetches again after an error here.
 */
function refuseStaleFetches(consumer: Consumer, membership: Membership): void {
  const startedUnder = new Map<number, number>();
  const nodeOf = (payload: object): number => (payload as { nodeId: number }).nodeId;
  consumer.on(consumer.events.FETCH_START, ({ payload }) => {
    startedUnder.set(nodeOf(payload), membership.epoch);
  });
  consumer.on(consumer.events.FETCH, ({ payload }) => {
    if (startedUnder.get(nodeOf(payload)) !== membership.epoch)
      throw new Error('fetched under a past assignment');
  });
}

/** Resolves once the group is joined; to what ends the heartbeats. */
async function start(
  consumer: Consumer,
  { topics, fetchEveryMs = FETCH_EVERY_MS }: ConsumerOptions,
  membership: Membership,
  handlers: GroupHandlers,
  fail: (error: unknown) => void,
): Promise<() => void> {
  let beat: (() => Promise<void>) | undefined;
  const timer = setInterval(() => {
    const { epoch } = membership;
    beat?.().catch((error: unknown) => {
      if (isRebalanceSign(error)) membership.close(epoch, error);
    });
  }, HEARTBEAT_MS);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: CONCURRENCY,
      eachBatch: (payload) => {
        beat = payload.heartbeat;
        return handle(payload, membership, handlers, fail, fetchEveryMs);
      },
    });
  } catch (error) {
    clearInterval(timer);
    await consumer.disconnect().catch(() => {});
    throw error;
  }
  return () => clearInterval(timer);
}

async function handle(
  payload: EachBatchPayload,
  membership: Membership,
  handlers: GroupHandlers,
  fail: (error: unknown) => void,
  fetchEveryMs: number,
): Promise<void> {
  const startedAt = performance.now();
  const { epoch } = membership;
  if (!membership.isCurrent(epoch)) {
    // Makes kafkajs rejoin if only a heartbeat of ours has heard that it must.
    if (isRebalanceSign(membership.closedBecause)) throw membership.closedBecause;
    return;
  }
  try {
    await membership.whileOpen(handlers.batch(toBatch(payload, epoch, membership)));
    const last = payload.batch.messages.at(-1);
    if (last !== undefined && membership.isCurrent(epoch)) payload.resolveOffset(last.offset);
    // The next fetch waits for this.
    const restMs = fetchEveryMs - (performance.now() - startedAt);
    if (restMs > 0) await membership.whileOpen(pause(restMs));
  } catch (error) {
    if (isRebalanceSign(error)) throw error;
    if (isStaleAssignment(error)) return; // what is unresolved is fetched again
    fail(error);
    throw new LogError('UNUSABLE', 'the batch handler failed');
  }
}
