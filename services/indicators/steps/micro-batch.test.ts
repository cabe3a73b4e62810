import type { RecordBatch } from '@bellwether/kafka';
import { describe, expect, it } from 'vitest';
import type { PlacedFact } from './door.ts';
import { MicroBatch } from './micro-batch.ts';

function batch(topic: string, partition: number, records: number, nextOffset: bigint): RecordBatch {
  return {
    topic,
    partition,
    records: Array.from({ length: records }, () => ({ value: Buffer.alloc(7) })),
    nextOffset,
  } as unknown as RecordBatch;
}

const fact = (eventId: string) => ({ eventId }) as PlacedFact;

describe('a micro-batch', () => {
  it('collects batches of every partition, and the next offset of each', () => {
    const all = new MicroBatch();
    all.add(batch('signals.login', 0, 2, 2n), { facts: [fact('a'), fact('b')], rejected: [] }, 10);
    all.add(batch('signals.login', 1, 1, 8n), { facts: [fact('c')], rejected: [] }, 20);
    const newest = batch('signals.login', 0, 1, 4n);
    all.add(newest, { facts: [], rejected: [] }, 30);

    expect(all.facts.get('signals.login')?.map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c']);
    expect(all.nextOffsets()).toEqual([
      { topic: 'signals.login', partition: 0, offset: 4n },
      { topic: 'signals.login', partition: 1, offset: 8n },
    ]);
    expect([all.records, all.bytes, all.openedAt, all.arrivedAt]).toEqual([4, 28, 10, 30]);
    expect(all.newest).toBe(newest);
  });
});
