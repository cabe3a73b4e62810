import { type BucketRef, type EpochOf, recomputeSQL } from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { notErased } from '../landing.ts';
import { type DirtyRow, dirtyRelation } from './requests.ts';
import { WRITE_SETTINGS } from './statements.ts';

/** Recomputes buckets in one statement; see FactStore.recompute. Naming a bucket twice is harmless. */
export async function recomputeBuckets(
  client: ClickHouse,
  buckets: readonly BucketRef[],
  epochOf: EpochOf,
): Promise<void> {
  if (buckets.length === 0) return;
  const dirty = new Map<string, DirtyRow>();
  const daysOf = new Map<string, Set<string>>();
  for (const { tenantId, accountId, topic, day } of buckets) {
    const row: DirtyRow = [tenantId, accountId, topic, day, epochOf(tenantId)];
    dirty.set(JSON.stringify(row), row);
    const days = daysOf.get(topic) ?? new Set();
    daysOf.set(topic, days.add(day));
  }
  const sql = recomputeSQL({
    dirty: dirtyRelation([...dirty.values()]),
    daysOf: new Map([...daysOf].map(([topic, days]) => [topic, [...days].sort()])),
    notErased,
  });
  await client.run(sql, { settings: WRITE_SETTINGS });
}
