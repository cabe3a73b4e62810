import {
  type AccountRef,
  accountKey,
  type BucketRef,
  CAUSES_NAMED,
  type Causes,
  DAY_MS,
  type Day,
  dayOf,
} from '@bellwether/domain';
import type { PlacedFact } from './door.ts';

/** What a flush's facts did to one account. */
export interface Touched extends AccountRef {
  readonly partition: number;
  /** The earliest UTC day a fact lies in: that close and every later one must be looked at again. */
  readonly since: Day;
  /** What it received signals of. */
  readonly topics: ReadonlySet<string>;
  /** The newest by receivedAt, newest first, at most {@link CAUSES_NAMED}; each once. */
  readonly newest: readonly TouchingFact[];
  /** How many there were; one that landed in two flushes counts twice. */
  readonly count: number;
}

export type TouchingFact = Pick<PlacedFact, 'eventId' | 'receivedAt'>;

/** Every bucket that at least one fact lies in, once. */
export function dirtyBuckets(facts: Iterable<PlacedFact>): BucketRef[] {
  const dirty = new Map<string, BucketRef>();
  for (const { topic, tenantId, accountId, occurredAt } of facts) {
    const dayNumber = Math.floor(occurredAt / DAY_MS);
    const id = `${topic} ${dayNumber} ${tenantId}/${accountId}`;
    if (!dirty.has(id)) dirty.set(id, { topic, tenantId, accountId, day: dayOf(occurredAt) });
  }
  return [...dirty.values()];
}

/** Every account that at least one fact belongs to, once. */
export function touchedAccounts(facts: Iterable<PlacedFact>): Touched[] {
  const ofAccount = new Map<string, PlacedFact[]>();
  for (const fact of facts) {
    const key = accountKey(fact);
    const known = ofAccount.get(key);
    if (known) known.push(fact);
    else ofAccount.set(key, [fact]);
  }
  return [...ofAccount.values()].map(touchedBy);
}

function touchedBy(facts: readonly PlacedFact[]): Touched {
  const { tenantId, accountId, partition } = facts[0] as PlacedFact;
  let earliest = Number.POSITIVE_INFINITY;
  const topics = new Set<string>();
  const ids = new Set<string>();
  for (const { occurredAt, topic, eventId } of facts) {
    if (occurredAt < earliest) earliest = occurredAt;
    topics.add(topic);
    ids.add(eventId);
  }
  const since = dayOf(earliest);
  return { tenantId, accountId, partition, since, topics, newest: newestOf(facts), count: ids.size };
}

/** What the facts of two flushes did to the same account. */
export function touchedTwice(a: Touched, b: Touched): Touched {
  return {
    ...b,
    since: a.since < b.since ? a.since : b.since,
    topics: new Set([...a.topics, ...b.topics]),
    newest: newestOf([...a.newest, ...b.newest]),
    count: a.count + b.count,
  };
}

function newestOf(facts: readonly TouchingFact[]): TouchingFact[] {
  const newest: TouchingFact[] = [];
  const ids = new Set<string>();
  for (const { eventId, receivedAt } of facts.toSorted(newestFirst)) {
    if (newest.length === CAUSES_NAMED) break;
    if (!ids.has(eventId)) newest.push({ eventId, receivedAt });
    ids.add(eventId);
  }
  return newest;
}

function newestFirst(a: TouchingFact, b: TouchingFact): number {
  return b.receivedAt - a.receivedAt || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);
}

export function causesOf({ newest, count }: Touched): Causes {
  const newestReceivedAt = newest[0]?.receivedAt ?? null;
  return { eventIds: newest.map(({ eventId }) => eventId), count, newestReceivedAt };
}
