import type { Codec } from '@bellwether/contracts';
import { type SourceState, sourceStateKey } from '@bellwether/domain';
import { readRow } from './control-row.ts';
import type { EventLog, TableOptions } from './ports.ts';
import { writeAlone } from './write-alone.ts';

const TOPIC = 'control.data-quality';

/** `control.data-quality` as a table of the newest rows by tenant and topic. Decoding rejects as {@link readRow} does. */
export function sourceStateTable(codec: Codec): TableOptions<SourceState> {
  return {
    topic: TOPIC,
    decode: (value, key) => readRow<SourceState>(codec, TOPIC, value, key),
  };
}

/** Writes the rows that follow from all there are so far, as {@link writeAlone} does, and resolves to them. */
export async function writeSourceStates(
  log: Pick<EventLog, 'taker'>,
  codec: Codec,
  next: (states: ReadonlyMap<string, SourceState>) => readonly SourceState[],
): Promise<readonly SourceState[]> {
  let rows: readonly SourceState[] = [];
  await writeAlone(log, 'data-quality', sourceStateTable(codec), (states) => {
    rows = next(states);
    return rows.map((row) => ({ key: sourceStateKey(row), value: codec.encode(TOPIC, row) }));
  });
  return rows;
}
