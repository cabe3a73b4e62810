import type { HistoryStore } from '../store.ts';

export interface Refusal<T> {
  readonly item: T;
  readonly code: number;
  readonly detail: string;
}

/** The store refuses everything of a topic: the schema path is broken, not the data. Waiting helps. */
export class SchemaPathBroken extends Error {
  readonly code = 'schema-path-broken';
  readonly topic: string;

  constructor(topic: string, detail: string) {
    super(`ClickHouse reads no message of ${topic}, not even a known-good one: ${detail}`);
    this.topic = topic;
  }
}

/**
 * Lands all it can and returns what the store refuses even alone. A refused batch is halved until the culprits
 * stand by themselves; its neighbours land. What landed twice on the way is one row.
 */
export async function landOrBisect<T extends { readonly wire: Uint8Array }>(
  store: HistoryStore,
  topic: string,
  items: readonly T[],
): Promise<Refusal<T>[]> {
  if (items.length === 0) return [];
  const outcome = await store.land(
    topic,
    items.map((item) => item.wire),
  );
  if (outcome.kind === 'landed') return [];
  if (!(await store.probe(topic))) throw new SchemaPathBroken(topic, outcome.detail);
  if (items.length === 1) return [{ item: items[0]!, code: outcome.code, detail: outcome.detail }];
  const half = items.length >> 1;
  const left = await landOrBisect(store, topic, items.slice(0, half));
  return [...left, ...(await landOrBisect(store, topic, items.slice(half)))];
}
