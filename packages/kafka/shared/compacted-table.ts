import type { CompactedTable, TableOptions } from '../ports.ts';
import { newestByKey } from './newest-by-key.ts';
import type { PositionalReader } from './primitives.ts';
import { readToEnd } from './read-to-end.ts';

/** {@link CompactedTable} over partition 0 of a topic, already caught up. */
export async function openTable<V>(
  reader: PositionalReader,
  { topic, decode }: TableOptions<V>,
): Promise<CompactedTable<V>> {
  const rows = new Map<string, V>();
  let position = 0n;

  const readOn = async (): Promise<void> => {
    const { newest, add } = newestByKey();
    const end = await readToEnd(reader, { topic, partition: 0, offset: position }, add);
    for (const [key, value] of newest) {
      const row = value === null ? undefined : await decode(value, key);
      if (value === null) rows.delete(key);
      else if (row !== undefined) rows.set(key, row);
    }
    position = end;
  };
  const catchUp = oneAtATime(readOn);
  await catchUp();
  return { catchUp, get: (key) => rows.get(key), entries: () => rows.entries() };
}

/** Runs never overlap, and a call that finds one under way shares the next: that one starts after the call. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (running === undefined) return start();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  };
}
