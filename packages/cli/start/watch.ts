import type { ScoreChange, SourceState } from '@bellwether/domain';
import type { LogRecord, Tail } from '@bellwether/kafka';
import type { Log } from '../stack/kafka.ts';

export interface Observed {
  readonly change: ScoreChange;
  /** From the newest cause's receipt to here; null for what no signal caused: imports, clocks, settings. */
  readonly lagMs: number | null;
}

export interface Watch {
  /** Of the changes seen: how many, and the lags of those that a signal caused, ms. */
  readonly changesOut: number;
  readonly deadLettered: number;
  readonly lagsMs: readonly number[];
  /** Rejects when reading fails for good; resolves once closed. */
  readonly failed: Promise<void>;
  close(): Promise<void>;
}

const CHANGES = 'health.score-changes';
const DEAD_LETTERS = 'control.dead-letters';
const DATA_QUALITY = 'control.data-quality';

/** Reads score changes, and sources that go quiet or are back, as any consumer does: read-committed, from now on. */
export async function watchChanges(
  { log, codec }: Log,
  onChange: (observed: Observed) => void,
  onSource: (state: SourceState) => void,
): Promise<Watch> {
  let changesOut = 0;
  let deadLettered = 0;
  const lagsMs: number[] = [];
  const decoded = <Message>({ topic, value }: LogRecord): Message => {
    const read = codec.decode<Message>(topic, value);
    if (read.kind !== 'value') throw new Error(`a record of ${topic} does not decode: ${read.kind}`);
    return read.value;
  };
  const read = (record: LogRecord) => {
    const change = decoded<ScoreChange>(record);
    changesOut += 1;
    const lagMs = lagOf(change, Date.now());
    if (lagMs !== null) lagsMs.push(lagMs);
    onChange({ change, lagMs });
  };
  const changes = await log.tail({ topics: [CHANGES], from: 'now', onRecord: read });
  const letters = await log.tail({
    topics: [DEAD_LETTERS],
    from: 'now',
    onRecord: () => (deadLettered += 1),
  });
  const sources = await log.tail({
    topics: [DATA_QUALITY],
    from: 'now',
    onRecord: (record) => onSource(decoded(record)),
  });
  const tails: readonly Tail[] = [changes, letters, sources];
  const failed = Promise.all(tails.map((tail) => tail.done)).then(() => undefined);
  // It may fail before anybody waits for it, and whoever does is told still.
  failed.catch(() => undefined);
  return {
    get changesOut() {
      return changesOut;
    },
    get deadLettered() {
      return deadLettered;
    },
    lagsMs,
    failed,
    close: async () => void (await Promise.all(tails.map((tail) => tail.close()))),
  };
}

function lagOf({ newestCauseAt, changeKind, trigger }: ScoreChange, now: number): number | null {
  if (newestCauseAt === null || changeKind === 'time' || changeKind === 'initial' || trigger === 'initial')
    return null;
  return now - newestCauseAt;
}

/** The nearest-rank percentile; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
