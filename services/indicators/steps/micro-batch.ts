import type { NextOffset, RecordBatch } from '@bellwether/kafka';
import type { PlacedFact, Rejected } from './door.ts';

/** What one batch of a partition became at the door. */
export interface Checked {
  readonly facts: readonly PlacedFact[];
  readonly rejected: readonly Rejected[];
}

/**
 * Group commit: batches of every partition join one micro-batch, which is flushed and committed as a whole.
 * While one flushes, the next fills.
 */
export class MicroBatch {
  readonly facts = new Map<string, PlacedFact[]>();
  readonly rejected: Rejected[] = [];
  /** The newest batch: commits go through it. */
  newest: RecordBatch | null = null;
  records = 0;
  /** Of the wire bytes it holds. */
  bytes = 0;
  openedAt = 0;
  arrivedAt = 0;
  readonly #next = new Map<string, NextOffset>();

  /** Adds all of a partition's batch at once, so that offsets never pass a record that is still at the door. */
  add(batch: RecordBatch, checked: Checked, now: number): void {
    if (batch.records.length === 0) return;
    if (this.records === 0) this.openedAt = now;
    this.arrivedAt = now;
    this.records += batch.records.length;
    this.newest = batch;
    for (const { value } of batch.records) this.bytes += value?.length ?? 0;
    const ofTopic = this.facts.get(batch.topic);
    if (ofTopic) for (const fact of checked.facts) ofTopic.push(fact);
    else if (checked.facts.length > 0) this.facts.set(batch.topic, [...checked.facts]);
    for (const rejected of checked.rejected) this.rejected.push(rejected);
    const next = { topic: batch.topic, partition: batch.partition, offset: batch.nextOffset };
    this.#next.set(`${next.topic}/${next.partition}`, next);
  }

  /** The next offset of every partition in it. */
  nextOffsets(): NextOffset[] {
    return [...this.#next.values()];
  }
}
