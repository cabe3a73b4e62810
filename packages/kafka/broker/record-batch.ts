import { setTimeout as delay } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import { staleAssignment } from '../errors.ts';
import type { NextOffset, RecordBatch } from '../ports.ts';
import type { Membership } from '../shared/membership.ts';
import { toRecord } from './positional-reader.ts';
import { isTransient } from './recovery.ts';

const COMMIT_RETRY_MS = 250;

const REBALANCE_SIGNS = new Set([
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'NOT_COORDINATOR_FOR_GROUP',
]);

/** Whether the coordinator says that this member has to join again. */
export function isRebalanceSign(error: unknown): boolean {
  return REBALANCE_SIGNS.has(String((error as { type?: unknown } | null)?.type));
}

/** An eachBatch payload as a {@link RecordBatch} bound to the assignment it was fetched under. */
export function toBatch(payload: EachBatchPayload, epoch: number, membership: Membership): RecordBatch {
  const { topic, partition, messages } = payload.batch;
  const guarded = async (send: () => Promise<void>): Promise<void> => {
    membership.requireCurrent(epoch);
    // The same turn as the check: kafkajs reads its generation before `send` first yields.
    await send().catch((error: unknown) => {
      if (!isRebalanceSign(error)) throw error;
      membership.close(epoch, error);
      throw staleAssignment(epoch);
    });
  };
  return {
    epoch,
    topic,
    partition,
    records: messages.map((message) => toRecord(topic, partition, message)),
    nextOffset: BigInt(payload.batch.lastOffset()) + 1n,
    commit: (offsets) =>
      untilItWorks(() => guarded(() => payload.commitOffsetsIfNecessary(toCommit(offsets)))),
    heartbeat: () => guarded(() => payload.heartbeat()),
  };
}

/**
 * A commit says where to go on, so repeating it is harmless; each attempt checks the assignment anew, and that ends
 * at the latest when kafkajs gives the coordinator up and joins again.
 */
async function untilItWorks(commit: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await commit();
    } catch (error) {
      if (!isTransient(error)) throw error;
      await delay(COMMIT_RETRY_MS);
    }
  }
}

function toCommit(offsets: readonly NextOffset[]) {
  const topics = new Map<string, { partition: number; offset: string }[]>();
  for (const { topic, partition, offset } of offsets) {
    const partitions = topics.get(topic) ?? [];
    partitions.push({ partition, offset: String(offset) });
    topics.set(topic, partitions);
  }
  return { topics: [...topics].map(([topic, partitions]) => ({ topic, partitions })) };
}
