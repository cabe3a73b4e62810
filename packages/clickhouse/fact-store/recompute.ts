import { type BucketRef, type EpochOf, recomputeSQL, type TouchedBuckets } from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { notErased } from '../landing.ts';
import { inHalves, type OnHalved } from './in-halves.ts';
import { dirtyRelation, keysRelation } from './requests.ts';
import { WRITE_SETTINGS } from './statements.ts';

/** One statement in any live flush; a catch-up takes several, to stay within the memory of one. */
const BUCKETS_MAX = 20_000;

/** Recomputes buckets; see FactStore.recompute. Naming a bucket twice is harmless. */
export async function recomputeBuckets(
  client: ClickHouse,
  buckets: readonly BucketRef[],
  epochOf: EpochOf,
  onHalved: OnHalved,
): Promise<void> {
  const recompute = async (some: readonly BucketRef[]) => {
    const sql = recomputeSQL({ dirty: dirtyRelation(some, epochOf), touched: byTopic(some), notErased });
    await client.run(sql, { settings: WRITE_SETTINGS });
    return [];
  };
  const distinct = inOrder(buckets);
  for (let from = 0; from < distinct.length; from += BUCKETS_MAX)
    await inHalves(distinct.slice(from, from + BUCKETS_MAX), recompute, { nameOf, onHalved });
}

const nameOf = ({ tenantId, accountId, topic, day }: BucketRef) =>
  `${topic} of account ${tenantId}/${accountId} on ${day}`;

/** Each once, by topic and day: then a statement opens the parts of few topics and months. */
function inOrder(buckets: readonly BucketRef[]): BucketRef[] {
  const keyed = new Map(buckets.map((b) => [`${b.topic}|${b.day}|${b.tenantId}/${b.accountId}`, b] as const));
  return [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bucket]) => bucket);
}

function byTopic(buckets: readonly BucketRef[]): Map<string, TouchedBuckets> {
  return new Map(
    [...Map.groupBy(buckets, ({ topic }) => topic)].map(([topic, touched]) => [
      topic,
      { keys: keysRelation(touched), days: [...new Set(touched.map(({ day }) => day))] },
    ]),
  );
}
