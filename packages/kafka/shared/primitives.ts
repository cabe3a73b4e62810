import type { LogRecord, NextOffset, OutgoingRecord } from '../ports.ts';

/** What was found at a position. */
export interface Fetched {
  readonly topic: string;
  readonly partition: number;
  /** Read-committed, from the position on. */
  readonly records: readonly LogRecord[];
  /** Where to read on: past the records, control records and whatever was aborted. */
  readonly next: bigint;
  /** The offset the next record will get, unfinished transactions included. */
  readonly end: bigint;
}

/** Reads by position, without a group. */
export interface PositionalReader {
  /** Waits up to `waitMs` for something to read. A position that retention has passed moves to the oldest record. */
  fetch(positions: readonly NextOffset[], waitMs: number): Promise<Fetched[]>;
  startOffsets(topics: readonly string[]): Promise<NextOffset[]>;
  endOffsets(topics: readonly string[]): Promise<NextOffset[]>;
  committedOffsets(groupId: string, topics: readonly string[]): Promise<NextOffset[]>;
}

export interface InputOffsets {
  readonly groupId: string;
  readonly offsets: readonly NextOffset[];
}

/** A transactional id in hand. After a rejection its state is unknown: close it and open it again. */
export interface TransactionalProducer {
  /** One transaction: the records, then the offsets, then the commit. Any failure aborts, best effort, and rejects. */
  transact(records: readonly OutgoingRecord[], inputs?: InputOffsets): Promise<void>;
  close(): Promise<void>;
}

export interface TransactionOpener {
  /** Initialises the id: fences whoever held it and finishes the transaction it left open. */
  open(transactionalId: string): Promise<TransactionalProducer>;
}
