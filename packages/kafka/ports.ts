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
  /** The offset to commit once the batch is dealt with: past its records and the control records behind them. */
  readonly nextOffset: bigint;
  /**
   * Commits in the generation this batch was fetched under; rejects with `STALE_ASSIGNMENT`, writing nothing, once
   * that has passed. Any owned partition may be named.
   */
  commit(offsets: readonly NextOffset[]): Promise<void>;
  /**
   * Rejects with `STALE_ASSIGNMENT` when the group rebalances. The membership is also kept alive while a batch is
   * being handled; call this in long synchronous work.
   */
  heartbeat(): Promise<void>;
}

export interface GroupHandlers {
  /** A rebalance began: open no new work under the current epoch. */
  rebalancing(): void;
  /** A rebalance ended. Whatever was read under an older epoch and not committed will be read again. */
  assigned(assignment: Assignment): void;
  /**
   * Batches of different partitions arrive concurrently; the next of a partition after this resolves. Resolving does
   * not commit. A rejection other than `STALE_ASSIGNMENT` ends {@link GroupConsumer.run} with that error. When the
   * group rebalances, or the consumer stops, the batch is given up without waiting for this.
   */
  batch(batch: RecordBatch): Promise<void>;
}

export interface GroupConsumer {
  /**
   * Joins and consumes until {@link stop}; read-committed, never auto-committing. A group without committed offsets
   * starts at the beginning. Rejects with `NOT_CO_PARTITIONED` before reading anything if the topics' partition counts
   * differ or the assignment is not co-partitioned. Runs once.
   */
  run(handlers: GroupHandlers): Promise<void>;
  /** Leaves the group. What is not committed by then will be read again by whoever is next. */
  stop(): Promise<void>;
}

/**
 * A non-transactional, idempotent producer. Records of one key keep the order they were written in. Writes that
 * wait share requests, so many small concurrent writes are as cheap as a large one.
 */
export interface RecordWriter {
  /** Resolves when the brokers have every record; after a rejection some of them may be there. */
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

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  /** Of a `delete` topic; -1 keeps everything. */
  readonly retentionMs?: number;
  /** Of a `compact` topic: how long every record is kept at least, though newer ones have its key. */
  readonly compactionLagMs?: number;
}

export interface ConsumerOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  /** The least time between two fetches from a broker: what arrives meanwhile comes with the next. */
  readonly fetchEveryMs?: number;
  /** About how much one fetch brings at most, which bounds the memory of a backlog; large fetches are cheaper a record. */
  readonly fetchBytesMax?: number;
}

export interface TakerOptions {
  /** Its committed offsets are read at take-over and written by {@link TakenPartition.transact}. */
  readonly groupId: string;
  /** The transactional id of a partition is `<groupId>/<partition>`. */
  readonly inputs: readonly string[];
  readonly stateTopic: string;
}

export interface TableOptions<V> {
  readonly topic: string;
  /** Undefined leaves the record out. */
  decode(value: Buffer, key: string): V | undefined | Promise<V | undefined>;
}

/** Where reading starts: the oldest record, the present end, or the offsets given (other partitions: the oldest). */
export type ReadFrom = 'start' | 'now' | readonly NextOffset[];

export interface ReadOptions {
  readonly topics: readonly string[];
  readonly from: ReadFrom;
  /** Records of one partition arrive in order. Throwing ends the reading with that error. */
  onRecord(record: LogRecord): void;
}

export interface Tail {
  /** Resolves after {@link close}; rejects when reading fails for good. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

/** How the rows of the topic that holds one row per tenant are read and written. */
export interface RowTopic<Row> {
  readonly topic: string;
  decode(value: Buffer, key: string): Row | Promise<Row>;
  encode(row: Row): Buffer;
  epochOf(row: Row): number;
}

/** Gets the newest row (undefined: none yet); returns the next, whose epoch must be one higher, or null to change nothing. */
export type NextRow<Row> = (old: Row | undefined) => Row | null;

export interface RowChange<Row> {
  readonly tenantId: string;
  readonly rows: RowTopic<Row>;
  readonly next: NextRow<Row>;
}

/**
 * The holder of `import/<tenant>`: nobody else can change the tenant's row or go on importing for it, and this
 * can do neither once somebody else has taken the id. Unusable after any rejection.
 */
export interface ImportWriter<Row> {
  /** The tenant's newest row, as of the last change made here. */
  readonly row: Row | undefined;
  /** Writes in one transaction; resolves when it is committed. */
  write(records: readonly OutgoingRecord[]): Promise<void>;
  /** Reads the rows to their end and writes the next one in a transaction of its own. */
  rewrite(next: NextRow<Row>): Promise<Row | undefined>;
  close(): Promise<void>;
}

/** The log as everything but this package sees it. */
export interface EventLog {
  /**
   * Creates what is missing. Rejects with `TOPIC_MISMATCH`, naming every difference, when a topic exists with
   * another partition count, cleanup policy or timestamp type.
   */
  ensureTopics(topics: readonly TopicSpec[]): Promise<void>;
  consumer(options: ConsumerOptions): GroupConsumer;
  writer(): Promise<RecordWriter>;
  taker(options: TakerOptions): PartitionTaker;
  /** The table of a topic of one partition, read to the present end. */
  table<V>(options: TableOptions<V>): Promise<CompactedTable<V>>;
  /** Initialises `import/<tenant>` (fencing who held it), changes the row, and stays able to write under that id. */
  importWriter<Row>(change: RowChange<Row>): Promise<ImportWriter<Row>>;
  /** The one way to change a tenant: {@link importWriter}, closed at once. Resolves to the newest row. */
  rewriteControlRow<Row>(change: RowChange<Row>): Promise<Row | undefined>;
  /** Every partition's end: the offset the next record will get, unfinished transactions included. */
  endOffsets(topics: readonly string[]): Promise<NextOffset[]>;
  /**
   * The offset after every partition's last readable record; 0 when it has none. Unlike {@link endOffsets} it
   * never counts control records or aborted ones, so a reader of records can wait for it.
   */
  dataEnds(topics: readonly string[]): Promise<NextOffset[]>;
  /** What a group has committed; partitions without are left out. */
  committedOffsets(groupId: string, topics: readonly string[]): Promise<NextOffset[]>;
  /** Reads to the end as of the call, read-committed. */
  read(options: ReadOptions): Promise<void>;
  /** Resolves once the start is fixed; then reads on, read-committed, until closed. */
  tail(options: ReadOptions): Promise<Tail>;
  close(): Promise<void>;
}
