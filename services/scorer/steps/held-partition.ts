import { newestByKey, type OutgoingRecord, type TakenPartition } from '@bellwether/kafka';
import type { ScorerPorts } from '../ports.ts';
import { type AccountTable, readAccounts, type StoredAccount } from './account-table.ts';
import { asking } from './failures.ts';
import { Timers } from './timers.ts';

/** Producer, states and offsets of one partition: they live and die together. */
export interface HeldPartition {
  readonly partition: number;
  readonly accounts: AccountTable;
  readonly timers: Timers;
  /** The first offset of an input topic that is not applied yet. */
  nextOf(topic: string): bigint;
  /** Writes in one transaction, then keeps the states. After a rejection this is unusable. */
  commit(
    records: readonly OutgoingRecord[],
    inputs: ReadonlyMap<string, bigint>,
    states: readonly (readonly [string, StoredAccount])[],
  ): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes a partition over: fence, then state, then offsets (see PartitionTaker). `goOn` is asked again and again, and throws
 * once nobody wants the partition any more.
 */
export async function holdPartition(
  partition: number,
  ports: ScorerPorts,
  goOn: () => void,
): Promise<HeldPartition> {
  const { newest, add } = newestByKey();
  const taken = await asking('take a partition', () => ports.taker.take(partition, add));
  try {
    const accounts = await readAccounts(newest, ports.codec, async () => {
      await ports.pause(0);
      goOn();
    });
    ports.journal.taken(partition, accounts.size);
    return held(taken, accounts);
  } catch (error) {
    await taken.close().catch(() => {});
    throw error;
  }
}

function held(taken: TakenPartition, accounts: AccountTable): HeldPartition {
  const applied = new Map(taken.committed);
  const timers = new Timers(accounts);
  return {
    partition: taken.partition,
    accounts,
    timers,
    nextOf: (topic) => applied.get(topic) ?? 0n,
    async commit(records, inputs, states) {
      await asking('commit a transaction', () => taken.transact(records, inputs));
      for (const [topic, offset] of inputs) applied.set(topic, offset);
      for (const [key, stored] of states) {
        accounts.set(key, stored);
        timers.decided(key);
      }
    },
    close: () => taken.close(),
  };
}
