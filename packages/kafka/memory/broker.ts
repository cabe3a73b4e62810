import { LogError } from '../errors.ts';
import { partitionOf } from '../partition-of.ts';
import type { NextOffset, OutgoingRecord, TopicSpec } from '../ports.ts';
import type { InputOffsets } from '../shared/primitives.ts';
import { Group } from './group.ts';
import { Partition, type Transaction } from './partition.ts';

interface Holder {
  epoch: number;
  open: Transaction | null;
  inputs: InputOffsets[];
}

/** The state of a cluster. Every method is one effect: it happens entirely, at once, or throws and changes nothing. */
export class MemoryBroker {
  readonly #now: () => number;
  readonly #topics = new Map<string, { spec: TopicSpec; partitions: Partition[] }>();
  readonly #holders = new Map<string, Holder>();
  readonly #groups = new Map<string, Group>();
  readonly #listeners = new Set<() => void>();
  #ordinals = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts on, in an order that is also that of the text. */
  nextOrdinal(): string {
    return String(++this.#ordinals).padStart(6, '0');
  }

  /** Called after whatever may let a reader read on, or a member learn something. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  ensureTopic(spec: TopicSpec): string | null {
    const existing = this.#topics.get(spec.name)?.spec;
    if (existing === undefined) {
      const partitions = Array.from({ length: spec.partitions }, () => new Partition());
      this.#topics.set(spec.name, { spec, partitions });
      return null;
    }
    if (existing.partitions !== spec.partitions)
      return `${spec.name} has ${existing.partitions} partitions instead of ${spec.partitions}`;
    if (existing.cleanup !== spec.cleanup) return `${spec.name} has cleanup.policy ${existing.cleanup}`;
    const { compactionLagMs } = spec;
    return compactionLagMs === undefined || compactionLagMs === existing.compactionLagMs
      ? null
      : `${spec.name} has min.compaction.lag.ms ${existing.compactionLagMs ?? 0} instead of ${compactionLagMs}`;
  }

  partitions(topic: string): readonly Partition[] {
    const found = this.#topics.get(topic);
    if (found === undefined) throw new Error(`no such topic: ${topic}`);
    return found.partitions;
  }

  countOf(topic: string): number {
    return this.#topics.get(topic)?.partitions.length ?? 0;
  }

  partition(topic: string, partition: number): Partition {
    const found = this.partitions(topic)[partition];
    if (found === undefined) throw new Error(`no such partition: ${topic}/${partition}`);
    return found;
  }

  partitionFor(record: OutgoingRecord): number {
    return record.partition ?? partitionOf(record.key, this.countOf(record.topic) || 1);
  }

  append(records: readonly OutgoingRecord[], transaction: Transaction | null = null): void {
    const appendedAt = this.#now();
    for (const record of records) {
      const partition = this.partitionFor(record);
      const { topic, value } = record;
      const key = Buffer.from(record.key);
      this.partition(topic, partition).append({ topic, partition, key, value, appendedAt }, transaction);
    }
    this.changed();
  }

  group(groupId: string): Group {
    let group = this.#groups.get(groupId);
    if (group === undefined) {
      group = new Group((topic) => this.countOf(topic));
      this.#groups.set(groupId, group);
    }
    return group;
  }

  committed(groupId: string, topics: readonly string[]): NextOffset[] {
    return this.group(groupId)
      .committed()
      .filter(({ topic }) => topics.includes(topic));
  }

  groups(): IterableIterator<Group> {
    return this.#groups.values();
  }

  /** Fences the holder, aborts what it left open, and returns the new holder's epoch. */
  initialise(transactionalId: string): number {
    const holder = this.#holders.get(transactionalId) ?? { epoch: -1, open: null, inputs: [] };
    this.#holders.set(transactionalId, holder);
    this.#finish(holder, 'aborted');
    return ++holder.epoch;
  }

  appendIn(transactionalId: string, epoch: number, records: readonly OutgoingRecord[]): void {
    this.append(records, this.#transactionOf(transactionalId, epoch));
  }

  addOffsets(transactionalId: string, epoch: number, inputs: InputOffsets): void {
    this.#transactionOf(transactionalId, epoch);
    this.#holders.get(transactionalId)?.inputs.push(inputs);
  }

  end(transactionalId: string, epoch: number, state: 'committed' | 'aborted'): void {
    this.#finish(this.#holder(transactionalId, epoch), state);
  }

  /** What the transaction timeout does. */
  expireTransaction(transactionalId: string): void {
    const holder = this.#holders.get(transactionalId);
    if (holder === undefined) return;
    holder.epoch++;
    this.#finish(holder, 'aborted');
  }

  #holder(transactionalId: string, epoch: number): Holder {
    const holder = this.#holders.get(transactionalId);
    if (holder?.epoch !== epoch) throw new LogError('FENCED', `${transactionalId} is held by somebody else`);
    return holder;
  }

  #transactionOf(transactionalId: string, epoch: number): Transaction {
    const holder = this.#holder(transactionalId, epoch);
    holder.open ??= { transactionalId, state: 'open' };
    return holder.open;
  }

  #finish(holder: Holder, state: 'committed' | 'aborted'): void {
    const { open, inputs } = holder;
    holder.open = null;
    holder.inputs = [];
    if (open === null) return;
    open.state = state;
    if (state === 'committed') for (const { groupId, offsets } of inputs) this.group(groupId).store(offsets);
    for (const [topic, { partitions }] of this.#topics) {
      for (const [partition, log] of partitions.entries())
        log.close(open, { topic, partition, key: null, value: null, appendedAt: this.#now() });
    }
    this.changed();
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
