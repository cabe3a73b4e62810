import type { Codec } from '@bellwether/contracts';
import { type SourceState, sourceStateKey } from '@bellwether/domain';
import type { EventLog, TableOptions } from './ports.ts';

const TOPIC = 'control.data-quality';

/** `control.data-quality` as a table of the newest rows by tenant and topic. Decoding throws: guessing would be worse. */
export function sourceStateTable(codec: Codec): TableOptions<SourceState> {
  return {
    topic: TOPIC,
    decode: (value) => {
      const decoded = codec.decode<SourceState>(TOPIC, value);
      if (decoded.kind !== 'value') throw new Error(`a row of ${TOPIC} does not decode: ${decoded.kind}`);
      return decoded.value;
    },
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
  const states = new Map<string, SourceState>();
  const { decode } = sourceStateTable(codec);
  const taken = await log
    .taker({ groupId: 'data-quality', inputs: [], stateTopic: TOPIC })
    .take(0, ({ key, value }) => {
      if (key === null || value === null) return;
      const row = decode(value, key.toString());
      if (row !== undefined) states.set(key.toString(), row);
    });
  try {
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
