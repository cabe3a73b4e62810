import type { Codec } from '@bellwether/contracts';
import { type SourceState, sourceStateKey } from '@bellwether/domain';
import { readRow } from './control-row.ts';
import type { EventLog, TableOptions } from './ports.ts';
import { newestByKey } from './shared/newest-by-key.ts';

const TOPIC = 'control.data-quality';

/** `control.data-quality` as a table of the newest rows by tenant and topic. Decoding rejects as {@link readRow} does. */
export function sourceStateTable(codec: Codec): TableOptions<SourceState> {
  return {
    topic: TOPIC,
    decode: (value, key) => readRow<SourceState>(codec, TOPIC, value, key),
  };
}

/**
 * Writes the rows that follow from all there are so far, read after everybody else who writes them was fenced: of two
 * who judge at the same time the later one sees what the first has said, or the first can say nothing any more.
 */
export async function writeSourceStates(
  log: Pick<EventLog, 'taker'>,
  codec: Codec,
  next: (states: ReadonlyMap<string, SourceState>) => readonly SourceState[],
): Promise<readonly SourceState[]> {
  const { newest, add } = newestByKey();
  const taken = await log.taker({ groupId: 'data-quality', inputs: [], stateTopic: TOPIC }).take(0, add);
  try {
    const states = new Map<string, SourceState>();
    for (const [key, value] of newest)
      if (value !== null) states.set(key, await readRow<SourceState>(codec, TOPIC, value, key));
    const rows = next(states);
    if (rows.length === 0) return rows;
    const records = rows.map((row) => {
      return { topic: TOPIC, key: sourceStateKey(row), value: codec.encode(TOPIC, row), partition: 0 };
    });
    await taken.transact(records, new Map());
    return rows;
  } finally {
    await taken.close();
  }
}
