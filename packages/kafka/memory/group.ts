import { assignPartitions } from '../assign.ts';
import { staleAssignment } from '../errors.ts';
import type { NextOffset } from '../ports.ts';

export interface Member {
  readonly memberId: string;
  readonly topics: readonly string[];
  held(): readonly number[];
  /** Told in its own time that the group rebalances; must answer with {@link Group.rejoin}. */
  rebalance(): void;
  /** Told in its own time what it has got. */
  assigned(generation: number, partitions: readonly number[]): void;
}

/** A consumer group's membership, generations and committed offsets, as its coordinator keeps them. */
export class Group {
  readonly #countOf: (topic: string) => number;
  readonly #members = new Map<string, Member>();
  readonly #awaited = new Set<string>();
  readonly #offsets = new Map<string, NextOffset>();
  #generation = 0;

  constructor(countOf: (topic: string) => number) {
    this.#countOf = countOf;
  }

  get generation(): number {
    return this.#generation;
  }

  isMember(memberId: string): boolean {
    return this.#members.has(memberId);
  }

  join(member: Member): void {
    this.#rebalance();
    this.#members.set(member.memberId, member);
    if (this.#awaited.size === 0) this.#complete();
  }

  /** By the member itself, or because it was not heard of for too long. */
  remove(memberId: string): void {
    if (!this.#members.delete(memberId)) return;
    this.#awaited.delete(memberId);
    this.#rebalance();
    if (this.#awaited.size === 0) this.#complete();
  }

  removeWhere(matches: (memberId: string) => boolean): void {
    for (const memberId of [...this.#members.keys()]) if (matches(memberId)) this.remove(memberId);
  }

  /** Whether this member still has to say that it joins the next generation. */
  awaits(memberId: string): boolean {
    return this.#awaited.has(memberId);
  }

  /** The generation ends once every member has said so. */
  rejoin(memberId: string): void {
    if (!this.#awaited.delete(memberId)) return;
    if (this.#awaited.size === 0) this.#complete();
  }

  /** Refused unless the member belongs to the present generation and has not begun to join the next. */
  commit(memberId: string, generation: number, offsets: readonly NextOffset[]): void {
    const mayCommit = this.isMember(memberId) && generation === this.#generation;
    if (!mayCommit) throw staleAssignment(generation);
    this.store(offsets);
  }

  /** As transactions do, which this protocol does not fence by generation. */
  store(offsets: readonly NextOffset[]): void {
    for (const offset of offsets) this.#offsets.set(`${offset.topic}/${offset.partition}`, offset);
  }

  committed(): NextOffset[] {
    return [...this.#offsets.values()];
  }

  committedOffset(topic: string, partition: number): bigint {
    return this.#offsets.get(`${topic}/${partition}`)?.offset ?? 0n;
  }

  #rebalance(): void {
    const members = [...this.#members.values()];
    for (const { memberId } of members) this.#awaited.add(memberId);
    for (const member of members) member.rebalance();
  }

  #complete(): void {
    this.#generation++;
    const members = [...this.#members.values()];
    if (members.length === 0) return;
    const counts = members.flatMap(({ topics }) => topics.map(this.#countOf));
    const claims = members.map((member) => ({ memberId: member.memberId, held: member.held() }));
    const shares = assignPartitions(claims, Math.min(...counts));
    for (const member of members) member.assigned(this.#generation, shares.get(member.memberId) ?? []);
  }
}
