import {
  type Assignment,
  type GroupHandlers,
  isStaleAssignment,
  type RecordBatch,
  staleAssignment,
} from '@bellwether/kafka';
import type { ScorerPorts } from './ports.ts';
import { deadLetter } from './steps/dead-letter.ts';
import { type Entered, enter } from './steps/door.ts';
import { asking } from './steps/failures.ts';
import type { HeldPartition } from './steps/held-partition.ts';
import { PartitionWorker } from './steps/partition-worker.ts';
import { readRules } from './steps/rules.ts';
import { Turns } from './steps/turns.ts';
import { TransactionWork } from './steps/work.ts';

/** Inputs, or timers, of one transaction: small enough to be over long before it would time out. */
const TRANSACTION_INPUTS_MAX = 500;

export interface Scorer extends GroupHandlers {
  /**
   * Lets time pass in every owned partition: overrides run out, new scorecards rescore at a bounded rate. Leaves out those in
   * which it has not ended since it was called before; resolves when it has in the others.
   */
  tick(now: number): Promise<void>;
  /** Finishes what runs and lets go of every partition. */
  close(): Promise<void>;
}

/**
 * The scorer, Kafka in and Kafka out. For each owned partition, one thing at a time:
 *
 * 1. take it over: fence the last owner, read the states, read the offsets;
 * 2. leave out what was applied before;
 * 3. at the door: is it a message of ours?
 * 4. read what tenants and scorecards say, to the end;
 * 5. decide, account by account;
 * 6. scores, changes, dead letters and offsets become visible together, or not at all.
 */
export function createScorer(ports: ScorerPorts): Scorer {
  let workers = new Map<number, PartitionWorker>();
  const takeOvers = new Turns();
  /** Those whose timers are being worked: one that cannot reach its partition must not hold up the others. */
  const ticking = new Set<PartitionWorker>();

  function assigned({ epoch, partitions }: Assignment): void {
    for (const worker of workers.values()) void worker.close();
    workers = new Map(partitions.map((p) => [p, new PartitionWorker(p, epoch, ports, takeOvers)]));
  }

  return {
    rebalancing: () => {
      for (const worker of workers.values()) worker.end();
    },
    assigned,
    batch: async (batch) => {
      const worker = workers.get(batch.partition);
      if (worker === undefined || worker.epoch !== batch.epoch) throw staleAssignment(batch.epoch);
      await worker.run((held) => applyBatch(held, batch, ports));
    },
    tick: async (now) => {
      const idle = [...workers.values()].filter((worker) => !ticking.has(worker));
      const done = idle.map((worker) => {
        ticking.add(worker);
        return worker.run((held) => applyTimers(held, now, ports)).finally(() => ticking.delete(worker));
      });
      await allButStale(done);
    },
    close: async () => {
      await Promise.all([...workers.values()].map((worker) => worker.close()));
    },
  };
}

/** Timers of a partition that has just gone are the next owner's. */
async function allButStale(work: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(work);
  const failed = ended.find((each) => each.status === 'rejected' && !isStaleAssignment(each.reason));
  if (failed?.status === 'rejected') throw failed.reason;
}

async function applyBatch(held: HeldPartition, batch: RecordBatch, ports: ScorerPorts): Promise<void> {
  const { topic, nextOffset } = batch;
  const fresh = batch.records.filter((record) => record.offset >= held.nextOf(topic));
  for (let at = 0; at < fresh.length; at += TRANSACTION_INPUTS_MAX) {
    const part = fresh.slice(at, at + TRANSACTION_INPUTS_MAX);
    const isLast = at + part.length === fresh.length;
    await asking('stay in the group', () => batch.heartbeat());
    const entered = await Promise.all(part.map((record) => enter(record, ports)));
    await transact(held, entered, new Map([[topic, isLast ? nextOffset : part.at(-1)!.offset + 1n]]), ports);
  }
}

async function applyTimers(held: HeldPartition, now: number, ports: ScorerPorts): Promise<void> {
  const rules = await readRules(ports);
  const due = held.timers.due(rules, now, TRANSACTION_INPUTS_MAX);
  if (due.length === 0) return;
  const inputs = due.map((timer): Entered => ({ kind: 'input', ...timer }));
  await transact(held, inputs, new Map(), ports);
}

async function transact(
  held: HeldPartition,
  entered: readonly Entered[],
  offsets: ReadonlyMap<string, bigint>,
  ports: ScorerPorts,
): Promise<void> {
  const work = new TransactionWork(held.accounts, await readRules(ports));
  const letters = entered.filter((each) => each.kind === 'refused');
  for (const each of entered) {
    if (each.kind === 'input') work.decide(each.key, each.account, each.input);
  }
  const { records, states } = work.outcome(held.partition, ports);
  await held.commit([...records, ...letters.map((letter) => deadLetter(letter, ports))], offsets, states);
  ports.journal.committed(entered.length - letters.length, states.length, work.changeCount);
  for (const { reason } of letters) ports.journal.deadLettered(reason);
}
