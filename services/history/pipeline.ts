import type { Codec } from '@bellwether/contracts';
import type { GroupHandlers, RecordBatch } from '@bellwether/kafka';
import { type RetryLog, untilItWorks } from '@bellwether/runtime';
import type { DeadLetters } from './steps/dead-letters.ts';
import { type Flushed, flush } from './steps/flush.ts';
import { GroupCommit, type GroupLimits } from './steps/group-commit.ts';
import type { HistoryStore } from './store.ts';

export interface HistoryPorts {
  readonly codec: Codec;
  readonly store: HistoryStore;
  readonly deadLetters: DeadLetters;
  readonly log: RetryLog;
  /** Told of every flush, for counters. */
  readonly flushed: (flushed: Flushed) => void;
  /** Fires when the process stops: what waits for a store that is down gives up, uncommitted. */
  readonly stopped: AbortSignal;
  readonly limits: GroupLimits;
}

/** Short when live: people watch. Behind, a group leaves when it is full, long before; the size is in bytes. */
export const LIMITS: GroupLimits = { ageMs: 80, sizeMax: 32 * 1024 * 1024 };

/**
 * Lands what the services say in ClickHouse, at least once:
 *
 * 1. batches of all partitions join one group;
 * 2. each value must be exactly one message of its topic;
 * 3. the wire bytes become rows, poisoned ones are singled out;
 * 4. those are dead-lettered;
 * 5. the offsets are committed.
 *
 * A crash anywhere reads the batches again. Every table is an upsert, so that changes nothing; a process that lost
 * a partition and did not notice writes rows that are there already, or older ones, which never win.
 */
export function historyPipeline(ports: HistoryPorts): GroupHandlers {
  let assignment = begin(ports);
  return {
    // What waits is read again under the next assignment: kept, it would pile up while a store is down and members come and go.
    rebalancing: () => {
      assignment.over.abort();
      assignment = begin(ports);
    },
    assigned: () => undefined,
    async batch(batch) {
      await assignment.group.add(batch);
      await batch.commit([{ topic: batch.topic, partition: batch.partition, offset: batch.nextOffset }]);
    },
  };
}

/** What is under way for one assignment, and what gives it up. */
function begin(ports: HistoryPorts) {
  const over = new AbortController();
  const stopped = AbortSignal.any([ports.stopped, over.signal]);
  const flushed = (batches: readonly RecordBatch[]) => land({ ...ports, stopped }, batches);
  return { over, group: new GroupCommit<RecordBatch>(flushed, ports.limits, bytesOf) };
}

async function land(ports: HistoryPorts, batches: readonly RecordBatch[]): Promise<void> {
  const { codec, store, deadLetters, stopped, log } = ports;
  const flushed = await untilItWorks(() => flush(codec, store, batches), stopped, log);
  await untilItWorks(() => deadLetters.write(flushed.poisoned), stopped, log);
  ports.flushed(flushed);
}

/** About what a record takes beside its value: a backlog of small ones must not outgrow the heap. */
const RECORD_BYTES = 500;

function bytesOf(batch: RecordBatch): number {
  return batch.records.reduce((sum, record) => sum + RECORD_BYTES + (record.value?.length ?? 0), 0);
}
