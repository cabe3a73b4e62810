import { describe, expect, it } from 'vitest';
import type { FetchRequest, FetchResponse, RawMessage } from './cluster.ts';
import { committedFetch } from './committed-fetch.ts';

/** A partition of which only `offsets` are left; what lies between was emptied by compaction. */
function compacted(offsets: number[], end: number, stable = end) {
  const asked: string[] = [];
  const fetch = async ({ topics }: FetchRequest): Promise<FetchResponse> => {
    const { topic, partitions } = topics[0]!;
    const { partition, fetchOffset } = partitions[0]!;
    asked.push(fetchOffset);
    // As a broker answers from an emptied batch: that batch and nothing behind it.
    const first = offsets.filter((offset) => offset === Number(fetchOffset) && offset < stable);
    const messages = first.map(
      (offset) => ({ offset: String(offset), isControlRecord: false }) as RawMessage,
    );
    const found = {
      partition,
      highWatermark: String(end),
      lastStableOffset: String(stable),
      abortedTransactions: [],
    };
    return { responses: [{ topicName: topic, partitions: [{ ...found, messages }] }] };
  };
  return { fetch, asked };
}

const request = (fetchOffset: number): FetchRequest => ({
  isolationLevel: 1,
  maxWaitTime: 100,
  minBytes: 1,
  maxBytes: 1_000,
  topics: [{ topic: 't', partitions: [{ partition: 0, fetchOffset: String(fetchOffset), maxBytes: 1_000 }] }],
});

describe('committedFetch', () => {
  it('leads past batches that compaction has emptied, and no further than the next record', async () => {
    const { fetch } = compacted([10, 15], 16);
    const answer = await committedFetch(fetch, request(11));
    expect(answer.responses[0]?.partitions[0]?.messages).toMatchObject([
      { offset: '14', isControlRecord: true },
    ]);
  });

  it('asks once when there is something to read, or nothing that is stable', async () => {
    const filled = compacted([10], 11);
    await committedFetch(filled.fetch, request(10));
    const unfinished = compacted([], 20, 11);
    await committedFetch(unfinished.fetch, request(11));
    expect([filled.asked, unfinished.asked]).toEqual([['10'], ['11']]);
  });
});
