import type { NextOffset, ReadFrom, ReadOptions, Tail } from '../ports.ts';
import type { PositionalReader } from './primitives.ts';

const TAIL_WAIT_MS = 250;

type Positions = Map<string, NextOffset>;

const idOf = ({ topic, partition }: { topic: string; partition: number }): string => `${topic}/${partition}`;

async function positionsFor(
  reader: PositionalReader,
  topics: readonly string[],
  from: ReadFrom,
): Promise<Positions> {
  const base = from === 'now' ? await reader.endOffsets(topics) : await reader.startOffsets(topics);
  const positions: Positions = new Map(base.map((offset) => [idOf(offset), offset]));
  if (typeof from === 'string') return positions;
  for (const offset of from) if (positions.has(idOf(offset))) positions.set(idOf(offset), offset);
  return positions;
}

async function advance(
  reader: PositionalReader,
  positions: Positions,
  waitMs: number,
  onRecord: ReadOptions['onRecord'],
) {
  for (const { topic, partition, records, next } of await reader.fetch([...positions.values()], waitMs)) {
    for (const record of records) onRecord(record);
    positions.set(idOf({ topic, partition }), { topic, partition, offset: next });
  }
}

/** Reads every partition of the topics to its end as of the call. */
export async function readTopics(
  reader: PositionalReader,
  { topics, from, onRecord }: ReadOptions,
): Promise<void> {
  const ends = new Map((await reader.endOffsets(topics)).map((end) => [idOf(end), end.offset]));
  const positions = await positionsFor(reader, topics, from);
  const dropFinished = (): void => {
    for (const [id, { offset }] of positions) if (offset >= (ends.get(id) ?? 0n)) positions.delete(id);
  };
  for (dropFinished(); positions.size > 0; dropFinished())
    await advance(reader, positions, TAIL_WAIT_MS, onRecord);
}

/** Reads on until closed. */
export async function tailTopics(
  reader: PositionalReader,
  { topics, from, onRecord }: ReadOptions,
): Promise<Tail> {
  const positions = await positionsFor(reader, topics, from);
  let open = true;
  const readOn = async (): Promise<void> => {
    while (open)
      await advance(reader, positions, TAIL_WAIT_MS, (record) => (open ? onRecord(record) : undefined));
  };
  const done = readOn();
  done.catch(() => {});
  return {
    done,
    close: async () => {
      open = false;
      await done.catch(() => {});
    },
  };
}

/** How far back to look for a readable record at first; doubled until one is found. */
const LOOK_BACK = 64n;

/** See {@link EventLog.dataEnds}. */
export async function dataEnds(reader: PositionalReader, topics: readonly string[]): Promise<NextOffset[]> {
  const starts = new Map((await reader.startOffsets(topics)).map((start) => [idOf(start), start.offset]));
  return Promise.all(
    (await reader.endOffsets(topics)).map((end) => dataEnd(reader, end, starts.get(idOf(end)) ?? 0n)),
  );
}

async function dataEnd(reader: PositionalReader, end: NextOffset, start: bigint): Promise<NextOffset> {
  const { topic, partition } = end;
  for (let back = LOOK_BACK; ; back *= 2n) {
    const from = end.offset - back > start ? end.offset - back : start;
    let last: bigint | undefined;
    for (let offset = from; offset < end.offset; ) {
      const [fetched] = await reader.fetch([{ topic, partition, offset }], TAIL_WAIT_MS);
      if (fetched === undefined) break;
      last = fetched.records.findLast((record) => record.offset < end.offset)?.offset ?? last;
      offset = fetched.next;
    }
    if (last !== undefined) return { topic, partition, offset: last + 1n };
    if (from === start) return { topic, partition, offset: 0n };
  }
}
