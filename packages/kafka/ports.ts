/** A record as read. Offsets are bigints: kafkajs hands them out as decimal strings. */
export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** LogAppendTime, ms. */
  readonly appendedAt: number;
}

/** A record to write; its partition follows from its key (murmur2) unless given. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  /** Null is a tombstone. */
  readonly value: Buffer | null;
  readonly partition?: number;
}

/** The offset of the next record to read. */
export interface NextOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/**
 * What a group member owns. The assigner keeps equal-numbered partitions together, so a number stands for that
 * partition of every subscribed topic. `epoch` rises with every assignment this process receives.
 */
export interface Assignment {
  readonly epoch: number;
  readonly partitions: readonly number[];
}

export interface RecordBatch {
  readonly epoch: number;
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly LogRecord[];
  /** Commits in the generation this batch was fetched under; throws once that has passed. Any owned partition may be named. */
  commit(offsets: readonly NextOffset[]): Promise<void>;
  /** Keeps the membership alive in long work; throws when the group rebalances. */
  heartbeat(): Promise<void>;
}

export interface GroupHandlers {
  /** A rebalance began: open no new work under the current epoch. */
  rebalancing(): void;
  /** A rebalance ended. Whatever was read under an older epoch and not committed will be read again. */
  assigned(assignment: Assignment): void;
  /** Batches of different partitions arrive concurrently; the next of a partition after this resolves. Resolving does not commit. */
  batch(batch: RecordBatch): Promise<void>;
}

export interface GroupConsumer {
  /** Joins and consumes until {@link stop}; read-committed, never auto-committing. Rejects if the assignment is not co-partitioned. */
  run(handlers: GroupHandlers): Promise<void>;
  stop(): Promise<void>;
}

/** A non-transactional, idempotent producer. Resolves when the brokers have every record. */
export interface RecordWriter {
  write(records: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

/** One partition number, owned through one transactional id. Unusable after any rejection: drop it and take again. */
export interface TakenPartition {
  readonly partition: number;
  /** The group's committed next offset per input topic; absent where nothing is committed. */
  readonly committed: ReadonlyMap<string, bigint>;
  /** Records and input offsets (next offset per input topic of this partition number) become visible together or not at all. */
  transact(records: readonly OutgoingRecord[], inputs: ReadonlyMap<string, bigint>): Promise<void>;
  close(): Promise<void>;
}

export interface PartitionTaker {
  /**
   * In this order: initialise the transactional id (fences the old owner and finishes its transaction), read
   * the state topic's partition to its end read-committed, read the committed offsets.
   */
  take(partition: number, onState: (record: LogRecord) => void): Promise<TakenPartition>;
}

/** A compacted topic as a map. Values are the newest per key; tombstones remove. */
export interface CompactedTable<V> {
  /** Reads to the topic's present end. */
  catchUp(): Promise<void>;
  get(key: string): V | undefined;
  entries(): IterableIterator<[string, V]>;
}
