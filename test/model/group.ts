import { type GroupHandlers, type NextOffset, type RecordBatch, staleAssignment } from '@bellwether/kafka';
import type { MemoryBroker } from '../../packages/kafka/memory/broker.ts';
import type { Process } from './effects.ts';
import type { Random } from './random.ts';
import type { Rule } from './rules.ts';

/** One process in a consumer group. */
export class Member {
  readonly process: Process;
  readonly handlers: GroupHandlers;
  generation = -1;
  epoch = 0;
  partitions: readonly number[] = [];
  readonly positions = new Map<string, bigint>();
  /** Partitions whose last batch is still being handled. */
  readonly busy = new Set<string>();

  constructor(process: Process, handlers: GroupHandlers) {
    this.process = process;
    this.handlers = handlers;
  }
}

/**
 * A consumer group: generations, co-partitioned assignments, commits that only the present generation may make.
 * A member that stands still is left out of a rebalance and does not know it: a zombie.
 */
export class Group {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly #broker: MemoryBroker;
  readonly #partitions: number;
  readonly #broken: Rule | null;
  /** Of the present generation; whoever stood still when it began is none of them, and does not know it. */
  members: readonly Member[] = [];
  /** Partitions whose committed offset went back. */
  readonly rewound: string[] = [];
  #generation = 0;

  constructor(
    groupId: string,
    topics: readonly string[],
    partitions: number,
    broker: MemoryBroker,
    broken: Rule | null,
  ) {
    this.#broken = broken;
    this.groupId = groupId;
    this.topics = topics;
    this.#partitions = partitions;
    this.#broker = broker;
  }

  /** Deals the partitions out among those who can be reached; each learns of it in its own time. */
  rebalance(reachable: readonly Member[], random: Random): void {
    this.members = [...reachable];
    const generation = ++this.#generation;
    const shares = new Map<Member, number[]>(reachable.map((member) => [member, []]));
    for (let partition = 0; partition < this.#partitions; partition++) {
      const owner = random.pick(reachable);
      if (owner) shares.get(owner)?.push(partition);
    }
    for (const [member, partitions] of shares) {
      if (random.chance(0.5)) member.handlers.rebalancing();
      void member.process.effect('join', () => this.#assign(member, generation, partitions), true);
    }
  }

  /** Hands a member some of what is new in one of its partitions. False when there is nothing. */
  deliver(member: Member, random: Random): boolean {
    const ready = this.topics
      .flatMap((topic) => member.partitions.map((partition) => ({ topic, partition })))
      .filter(({ topic, partition }) => !member.busy.has(`${topic}/${partition}`))
      .map((at) => this.#read(member, at.topic, at.partition))
      .filter((fetched) => fetched.records.length > 0);
    const fetched = random.pick(ready);
    if (!fetched) return false;
    const all = fetched.records;
    const records = all.slice(0, random.int(1, all.length));
    const { topic, partition } = fetched;
    const at = `${topic}/${partition}`;
    const { epoch, generation } = member;
    const last = records.at(-1)?.offset ?? 0n;
    const nextOffset = records.length === all.length ? fetched.next : last + 1n;
    const batch: RecordBatch = {
      epoch,
      topic,
      partition,
      records,
      nextOffset,
      commit: (offsets) => this.commit(member, epoch, generation, offsets),
      heartbeat: () => Promise.resolve(),
    };
    member.positions.set(at, nextOffset);
    member.busy.add(at);
    const done = () => {
      if (member.epoch === epoch) member.busy.delete(at);
    };
    if (this.#broken === 'commit comes last') {
      this.#store([{ topic, partition, offset: nextOffset }]);
    }
    member.handlers.batch(batch).then(done, done);
    return true;
  }

  commit(member: Member, epoch: number, generation: number, offsets: readonly NextOffset[]): Promise<void> {
    const anyGeneration = this.#broken === 'commits belong to a generation';
    if (member.epoch !== epoch && !anyGeneration) return Promise.reject(staleAssignment(epoch));
    return member.process.effect('commit', () => {
      if (generation !== this.#generation && !anyGeneration) throw staleAssignment(epoch);
      this.#store(offsets);
    });
  }

  /** True when all members of the present generation live and know their share. */
  get settled(): boolean {
    return this.members.every((member) => !member.process.dead && member.generation === this.#generation);
  }

  #store(offsets: readonly NextOffset[]): void {
    const group = this.#broker.group(this.groupId);
    for (const { topic, partition, offset } of offsets) {
      if (offset < group.committedOffset(topic, partition)) this.rewound.push(`${topic}/${partition}`);
    }
    group.store(offsets);
  }

  #read(member: Member, topic: string, partition: number) {
    const offset = member.positions.get(`${topic}/${partition}`) ?? 0n;
    const slice = this.#broker.partition(topic, partition).read(offset, Number.POSITIVE_INFINITY);
    return { topic, partition, ...slice };
  }

  #assign(member: Member, generation: number, partitions: readonly number[]): void {
    if (generation !== this.#generation) return;
    member.generation = generation;
    member.epoch += 1;
    member.partitions = partitions;
    member.positions.clear();
    member.busy.clear();
    for (const { topic, partition, offset } of this.#broker.committed(this.groupId, this.topics)) {
      member.positions.set(`${topic}/${partition}`, offset);
    }
    member.handlers.assigned({ epoch: member.epoch, partitions });
  }
}
