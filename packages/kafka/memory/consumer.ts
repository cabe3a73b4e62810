import { coPartitioningProblem } from '../assign.ts';
import { isStaleAssignment, LogError, staleAssignment } from '../errors.ts';
import type { ConsumerOptions, GroupConsumer, GroupHandlers, RecordBatch } from '../ports.ts';
import { Membership } from '../shared/membership.ts';
import type { MemoryBroker } from './broker.ts';
import type { Group, Member } from './group.ts';
import type { Slice } from './partition.ts';
import type { SimulatedProcess } from './process.ts';

/** {@link GroupConsumer} in memory. `batchSize` says how many of the records that are there a batch may hold. */
export function createMemoryConsumer(
  broker: MemoryBroker,
  process: SimulatedProcess,
  options: ConsumerOptions,
  batchSize: (available: number) => number,
): GroupConsumer {
  let member: MemoryMember | undefined;
  return {
    run(handlers) {
      if (member !== undefined) return Promise.reject(new LogError('UNUSABLE', 'a group consumer runs once'));
      member = new MemoryMember(broker, process, options, batchSize, handlers);
      return member.run();
    },
    stop: () => member?.stop() ?? Promise.resolve(),
  };
}

class MemoryMember implements Member {
  readonly topics: readonly string[];
  memberId: string;
  readonly #broker: MemoryBroker;
  readonly #process: SimulatedProcess;
  readonly #group: Group;
  readonly #groupId: string;
  readonly #batchSize: (available: number) => number;
  readonly #handlers: GroupHandlers;
  readonly #membership: Membership;
  readonly #positions = new Map<string, bigint>();
  readonly #busy = new Set<string>();
  readonly #ended = Promise.withResolvers<void>();
  #generation = 0;
  /** The generation it has asked to join: an assignment of an earlier one comes too late. */
  #joining = 0;
  #stopped = false;
  #forget = (): void => {};

  constructor(
    broker: MemoryBroker,
    process: SimulatedProcess,
    { groupId, topics }: ConsumerOptions,
    batchSize: (available: number) => number,
    handlers: GroupHandlers,
  ) {
    this.#broker = broker;
    this.#process = process;
    this.#groupId = groupId;
    this.#group = broker.group(groupId);
    this.#batchSize = batchSize;
    this.#handlers = handlers;
    this.#membership = new Membership(handlers);
    this.topics = topics;
    this.memberId = this.#newId();
  }

  run(): Promise<void> {
    this.#forget = this.#broker.onChange(() => this.#poll());
    this.#group.join(this);
    return this.#ended.promise;
  }

  async stop(): Promise<void> {
    if (!this.#process.dead) this.#end();
    this.#ended.resolve();
  }

  held(): readonly number[] {
    return this.#membership.held;
  }

  rebalance(): void {
    const { memberId } = this;
    this.#process.run(() => {
      if (!this.#group.awaits(memberId)) return;
      this.#joining = this.#group.generation + 1;
      this.#membership.closeNow();
      this.#group.rejoin(memberId);
    });
  }

  assigned(generation: number, partitions: readonly number[]): void {
    this.#process.run(() => {
      if (generation !== this.#group.generation || generation < this.#joining || this.#stopped) return;
      const counts = new Map(this.topics.map((topic) => [topic, this.#broker.countOf(topic)]));
      const problem = coPartitioningProblem(
        counts,
        Object.fromEntries(this.topics.map((t) => [t, partitions])),
      );
      if (problem !== null)
        return this.#fail(new LogError('NOT_CO_PARTITIONED', `refusing to run: ${problem}`));
      this.#generation = generation;
      this.#positions.clear();
      for (const topic of this.topics) {
        for (const partition of partitions)
          this.#positions.set(`${topic}/${partition}`, this.#group.committedOffset(topic, partition));
      }
      this.#membership.assigned(partitions);
      this.#poll();
    });
  }

  #newId(): string {
    return `${this.#process.id}#${this.#broker.nextOrdinal()}`;
  }

  #fail(error: unknown): void {
    if (this.#process.dead) return; // nobody is left to notice, and the dead do not leave the group
    this.#end();
    this.#ended.reject(error);
  }

  #end(): void {
    this.#stopped = true;
    this.#forget();
    this.#membership.closeNow();
    this.#group.remove(this.memberId);
  }

  #poll(): void {
    const { epoch } = this.#membership;
    if (!this.#group.isMember(this.memberId)) {
      this.#process.run(() => {
        this.#rejoinIfRemoved();
      });
      return;
    }
    for (const topic of this.topics) {
      for (const partition of this.#membership.held) this.#pollPartition(topic, partition, epoch);
    }
  }

  #pollPartition(topic: string, partition: number, epoch: number): void {
    const id = `${epoch}:${topic}/${partition}`;
    if (this.#stopped || this.#busy.has(id)) return;
    const position = this.#positions.get(`${topic}/${partition}`);
    if (position === undefined || position >= BigInt(this.#broker.partition(topic, partition).end)) return;
    this.#busy.add(id);
    this.#process.run(() => {
      this.#deliver(topic, partition, epoch).then(
        (again) => {
          this.#busy.delete(id);
          if (again) this.#pollPartition(topic, partition, this.#membership.epoch);
        },
        (error: unknown) => this.#fail(error),
      );
    });
  }

  /** Whether there may be more to deliver. */
  async #deliver(topic: string, partition: number, epoch: number): Promise<boolean> {
    if (this.#rejoinIfRemoved() || !this.#membership.isCurrent(epoch)) return false;
    const at = `${topic}/${partition}`;
    const log = this.#broker.partition(topic, partition);
    const position = this.#positions.get(at) ?? 0n;
    const slice = log.read(position, Math.max(1, this.#batchSize(log.end - Number(position))));
    if (slice.records.length > 0) {
      try {
        await this.#membership.whileOpen(this.#handlers.batch(this.#batch(topic, partition, epoch, slice)));
      } catch (error) {
        if (!isStaleAssignment(error)) throw error;
        return this.#membership.isCurrent(epoch);
      }
    }
    if (!this.#membership.isCurrent(epoch)) return false;
    this.#positions.set(at, slice.next);
    return slice.next > position;
  }

  #batch(topic: string, partition: number, epoch: number, { records, next }: Slice): RecordBatch {
    return {
      epoch,
      topic,
      partition,
      records,
      nextOffset: next,
      commit: (offsets) =>
        this.#process.effect('commit-offsets', this.#groupId, () => {
          this.#membership.requireCurrent(epoch);
          if (this.#rejoinIfRemoved()) throw staleAssignment(epoch);
          this.#group.commit(this.memberId, this.#generation, offsets);
        }),
      heartbeat: async () => {
        this.#membership.requireCurrent(epoch);
        if (this.#rejoinIfRemoved()) throw staleAssignment(epoch);
      },
    };
  }

  /** A member that was not heard of for too long learns so when it next speaks, and joins anew. */
  #rejoinIfRemoved(): boolean {
    if (this.#stopped || this.#group.isMember(this.memberId)) return false;
    this.#membership.closeNow();
    this.memberId = this.#newId();
    this.#group.join(this);
    return true;
  }
}
