import type { Broker } from 'kafkajs';
import type { FetchRequest, FetchResponse, RawMessage } from './cluster.ts';
import { hideAborted } from './hide-aborted.ts';

type Fetch = (request: FetchRequest) => Promise<FetchResponse>;

/**
 * A fetch whose answer kafkajs can trust: aborted messages hidden, and never stuck on batches that compaction has
 * emptied. Those hold no message, so kafkajs would ask for the same offset for ever.
 */
export async function committedFetch(fetch: Fetch, request: FetchRequest): Promise<FetchResponse> {
  const answer = await fetch(request);
  for (const { partitions } of answer.responses) partitions.forEach(hideAborted);
  const found = answer.responses.some(({ partitions }) =>
    partitions.some(({ messages }) => messages.length > 0),
  );
  return found ? answer : passEmptyBatches(fetch, request, answer);
}

/**
 * An answer without a single message has room for any batch, so a partition that has something stable to read
 * is at an emptied one. How long that is kafkajs does not say: step through it, offset by offset.
 */
async function passEmptyBatches(
  fetch: Fetch,
  request: FetchRequest,
  answer: FetchResponse,
): Promise<FetchResponse> {
  const asked = new Map(
    request.topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, fetchOffset }) => [`${topic}/${partition}`, BigInt(fetchOffset)] as const),
    ),
  );
  for (const { topicName, partitions } of answer.responses) {
    for (const found of partitions) {
      const from = asked.get(`${topicName}/${found.partition}`);
      if (from === undefined || from >= BigInt(found.lastStableOffset)) continue;
      const next = await firstMessageAfter(fetch, request, topicName, found.partition, from);
      if (next > from) found.messages = [placeholder(next - 1n)];
    }
  }
  return answer;
}

async function firstMessageAfter(
  fetch: Fetch,
  request: FetchRequest,
  topic: string,
  partition: number,
  from: bigint,
): Promise<bigint> {
  for (let offset = from; ; offset++) {
    const topics = [{ topic, partitions: [{ partition, fetchOffset: String(offset), maxBytes: 1 }] }];
    const answer = await fetch({ ...request, topics, maxWaitTime: 0, minBytes: 0 });
    const found = answer.responses[0]?.partitions[0];
    if (found === undefined || found.messages.length > 0 || offset >= BigInt(found.lastStableOffset))
      return offset;
  }
}

/** Nobody sees it; it only moves the reader past `offset`. */
function placeholder(offset: bigint): RawMessage {
  return {
    offset: String(offset),
    timestamp: '0',
    key: null,
    value: null,
    isControlRecord: true,
    batchContext: { firstOffset: String(offset), lastOffsetDelta: 0, producerId: '-1', inTransaction: false },
  };
}

const corrected = new WeakSet<Broker>();

/** Makes every fetch of this broker object a {@link committedFetch}. Once: kafkajs keeps and reuses the object. */
export function correctFetches(broker: Broker): Broker {
  if (corrected.has(broker)) return broker;
  corrected.add(broker);
  const original = broker.fetch.bind(broker);
  broker.fetch = (request) =>
    committedFetch((asked) => original(asked) as Promise<FetchResponse>, request as FetchRequest);
  return broker;
}
