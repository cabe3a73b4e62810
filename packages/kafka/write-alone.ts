import type { EventLog, TableOptions } from './ports.ts';
import { newestByKey } from './shared/newest-by-key.ts';

export interface NewRow {
  readonly key: string;
  readonly value: Buffer;
}

/**
 * Writes to a topic of one partition, in one transaction, the rows that follow from all there are so far. They are read
 * after everybody else who writes under `groupId` was fenced: of two who write at the same time the later one sees what the first
 * has said, or the first can say nothing any more and rejects (see isFenced).
 */
export async function writeAlone<V>(
  log: Pick<EventLog, 'taker'>,
  groupId: string,
  { topic, decode }: TableOptions<V>,
  next: (rows: ReadonlyMap<string, V>) => readonly NewRow[],
): Promise<void> {
  const { newest, add } = newestByKey();
  const taken = await log.taker({ groupId, inputs: [], stateTopic: topic }).take(0, add);
  try {
    const rows = new Map<string, V>();
    for (const [key, value] of newest) {
      const row = value === null ? undefined : await decode(value, key);
      if (row !== undefined) rows.set(key, row);
    }
    const records = next(rows).map((row) => ({ ...row, topic, partition: 0 }));
    if (records.length > 0) await taken.transact(records, new Map());
  } finally {
    await taken.close();
  }
}
