import type { Codec } from '@bellwether/contracts';
import type { Activity, FactStore, Instant, SourceState, Tenant, TextReader } from '@bellwether/domain';
import type { CompactedTable, NextOffset, RecordWriter } from '@bellwether/kafka';

/** Everything the pipeline touches outside itself. The model of the protocol replaces each by a fake. */
export interface IndicatorsPorts {
  readonly codec: Codec;
  readonly store: FactStore;
  readonly reader: TextReader;
  readonly writer: RecordWriter;
  readonly tenants: CompactedTable<Tenant>;
  readonly sources: SourceWatch;
  /** The group's committed offsets of these partitions of every signals topic; those without one are absent. */
  readonly committed: (partitions: readonly number[]) => Promise<readonly NextOffset[]>;
  /** Fences the importer of a tenant, then writes the row that ends its import if its lease has run out; whether it has ended. */
  readonly endImport: (tenantId: string) => Promise<boolean>;
  /** The partition an account key belongs to (murmur2). */
  readonly partitionOf: (key: string) => number;
  readonly clock: { now(): number };
  readonly pause: (durationMs: number) => Promise<void>;
  readonly journal: Journal;
}

/** What it takes to notice that a source went quiet for a whole fleet; only the owner of partition 0 asks. */
export interface SourceWatch {
  /** `control.data-quality` by tenant and topic. */
  readonly states: CompactedTable<SourceState>;
  /** By topic: how many signals are sent and not committed by the group, over all partitions. */
  readonly unread: () => Promise<ReadonlyMap<string, number>>;
  readonly heard: (now: Instant) => Promise<readonly Activity[]>;
  /** Fences whoever else writes, then writes what `next` makes of all rows there are; resolves to it. */
  readonly write: (
    next: (states: ReadonlyMap<string, SourceState>) => readonly SourceState[],
  ) => Promise<readonly SourceState[]>;
}

/** What operators see: counters and logs. Never decides anything. */
export interface Journal {
  received(records: number): void;
  accepted(facts: number): void;
  deadLettered(reason: string, records: number): void;
  stored(facts: number): void;
  published(reason: string, vectors: number): void;
  flushed(facts: number, durationMs: number): void;
  /** How long one step of a flush took. */
  took(step: FlushStep, durationMs: number): void;
  retrying(what: string, attempt: number, error: unknown): void;
  assigned(epoch: number, partitions: readonly number[]): void;
  endedImport(tenantId: string): void;
  sourceState(row: SourceState): void;
}

export type FlushStep = 'insert' | 'texts' | 'recompute' | 'evaluate' | 'commit';

/** Sizes and paces; see {@link DEFAULT_SETTINGS}. */
export interface IndicatorsSettings {
  /** A micro-batch is flushed at this size, and partitions wait while it is full. */
  readonly batchRecordsMax: number;
  /** Or at this size: long texts would exhaust the memory long before the records are many. */
  readonly batchBytesMax: number;
  /** More than this within one pace means there is a backlog: larger batches are cheaper then. */
  readonly backlogRecordsMin: number;
  /** A backlog's batch is flushed at this age at the latest. */
  readonly backlogAgeMaxMs: number;
  /** While a backlog lasts, what has landed is evaluated and committed at this age at the latest. */
  readonly settleAgeMaxMs: number;
  /** Or with so many accounts in it, which bounds the memory. */
  readonly settleAccountsMax: number;
  /** The least time between the starts of two flushes. */
  readonly paceMinMs: number;
  /** The most: a flush that waited for an outage must not make the next one wait as well. */
  readonly paceMaxMs: number;
  /** After idleness, how long the first signal waits for those sent together with it. */
  readonly gatherMs: number;
  /** Accounts in one page of background work while signals come in, which wait for up to two. */
  readonly pageAccounts: number;
  /** The most while none do. */
  readonly pageAccountsMax: number;
  /** A page that takes as long as this does not grow. */
  readonly pageMs: number;
  /** (account, as-of) pairs in one query. */
  readonly evaluationsMax: number;
  /** How often `control.tenants` is read when no signal makes it necessary. */
  readonly lookEveryMs: number;
  /** Owned accounts are evaluated again this often, so that silence shows. */
  readonly sweepEveryMs: number;
}

export const DEFAULT_SETTINGS: IndicatorsSettings = {
  batchRecordsMax: 200_000,
  batchBytesMax: 64 * 1024 * 1024,
  backlogRecordsMin: 10_000,
  backlogAgeMaxMs: 3_000,
  settleAgeMaxMs: 300_000,
  settleAccountsMax: 50_000,
  paceMinMs: 100,
  paceMaxMs: 1_000,
  gatherMs: 5,
  pageAccounts: 250,
  pageAccountsMax: 2_000,
  pageMs: 1_000,
  evaluationsMax: 4_000,
  lookEveryMs: 500,
  sweepEveryMs: 3_600_000,
};
