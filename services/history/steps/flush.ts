import type { Codec } from '@bellwether/contracts';
import type { LogRecord, RecordBatch } from '@bellwether/kafka';
import type { HistoryStore } from '../store.ts';
import { admit } from './door.ts';
import { landOrBisect } from './land.ts';

export interface Poisoned {
  readonly record: LogRecord;
  readonly reason: string;
  readonly detail: string;
}

/** What became of every record of a flush; the three add up to what was read. */
export interface Flushed {
  readonly landed: number;
  readonly tombstones: number;
  readonly poisoned: readonly Poisoned[];
}

/** Lands a group of batches, topic by topic side by side. Throws while the store or the registry cannot answer. */
export async function flush(
  codec: Codec,
  store: HistoryStore,
  batches: readonly RecordBatch[],
): Promise<Flushed> {
  const byTopic = Map.groupBy(batches, (batch) => batch.topic);
  const each = await Promise.all([...byTopic].map(([topic, of]) => flushTopic(codec, store, topic, of)));
  return {
    landed: each.reduce((sum, part) => sum + part.landed, 0),
    tombstones: each.reduce((sum, part) => sum + part.tombstones, 0),
    poisoned: each.flatMap((part) => part.poisoned),
  };
}

async function flushTopic(
  codec: Codec,
  store: HistoryStore,
  topic: string,
  batches: readonly RecordBatch[],
): Promise<Flushed> {
  const rows: { record: LogRecord; wire: Buffer }[] = [];
  const poisoned: Poisoned[] = [];
  let tombstones = 0;
  for (const record of batches.flatMap((batch) => batch.records)) {
    const admission = await admit(codec, record);
    if (admission.kind === 'row') rows.push({ record, wire: admission.wire });
    else if (admission.kind === 'tombstone') tombstones++;
    else poisoned.push({ record, reason: admission.reason, detail: admission.detail });
  }
  const refusals = await landOrBisect(store, topic, rows);
  for (const { item, code, detail } of refusals) {
    poisoned.push({
      record: item.record,
      reason: 'refused-by-store',
      detail: `ClickHouse ${code}: ${detail}`,
    });
  }
  return { landed: rows.length - refusals.length, tombstones, poisoned };
}
