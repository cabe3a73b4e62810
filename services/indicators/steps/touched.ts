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
  readonly causes: Causes;
}

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

/** Every account that at least one fact belongs to, once, with its causes. */
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

function touchedBy(facts: PlacedFact[]): Touched {
  const { tenantId, accountId, partition } = facts[0] as PlacedFact;
  let earliest = Number.POSITIVE_INFINITY;
  for (const fact of facts) if (fact.occurredAt < earliest) earliest = fact.occurredAt;
  const topics = new Set(facts.map(({ topic }) => topic));
  return { tenantId, accountId, partition, since: dayOf(earliest), topics, causes: causesOf(facts) };
}

function causesOf(facts: PlacedFact[]): Causes {
  const newestFirst = facts.sort(
    (a, b) => b.receivedAt - a.receivedAt || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0),
  );
  const ids = new Set<string>();
  for (const fact of newestFirst) ids.add(fact.eventId);
  return {
    eventIds: [...ids].slice(0, CAUSES_NAMED),
    count: ids.size,
    newestReceivedAt: newestFirst[0]?.receivedAt ?? null,
  };
}
