import { decodeState, type ScoreRecord } from '@bellwether/domain';
import { storedAccount } from '../../../services/scorer/steps/account-table.ts';
import type { BenchStack } from '../stack.ts';

const SCORES = 'health.scores';

/** Mean bytes an account, over the accounts of one partition. */
export interface StateSize {
  /** What the scorer keeps in memory: its working state, packed, with the memory behind it. */
  readonly state: number;
  /** The whole record, which everybody can read. */
  readonly record: number;
}

/** From the newest record of each account. One partition in twelve tells enough, and a million would not fit. */
export async function stateSizeOf({ log, codec }: BenchStack): Promise<StateSize> {
  const ends = await log.endOffsets([SCORES]);
  const from = ends.map((end) => (end.partition === 0 ? { ...end, offset: 0n } : end));
  const newest = new Map<string, Buffer>();
  await log.read({
    topics: [SCORES],
    from,
    onRecord: ({ key, value, partition }) => {
      if (partition === 0 && key && value) newest.set(key.toString(), value);
    },
  });
  const records = [...newest.values()];
  const states = records.map((value) => {
    const decoded = codec.decode<ScoreRecord>(SCORES, value);
    if (decoded.kind !== 'value') throw new Error(`a record of ${SCORES} is ${decoded.kind}`);
    const { state } = decoded.value;
    return storedAccount(decodeState(state), state).packed.buffer.byteLength;
  });
  return { state: mean(states), record: mean(records.map(({ length }) => length)) };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
