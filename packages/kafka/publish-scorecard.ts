import { setTimeout as pause } from 'node:timers/promises';
import {
  type Codec,
  nextScorecardRow,
  type ScorecardWish,
  scorecardFromWire,
  scorecardRowKey,
  type WireScorecard,
} from '@bellwether/contracts';
import type { ScorecardVersion } from '@bellwether/domain';
import { readRow, UnreadableRow } from './control-row.ts';
import { isFenced } from './errors.ts';
import type { EventLog, TableOptions } from './ports.ts';
import { writeAlone } from './write-alone.ts';

const TOPIC = 'control.scorecards';
/** More than there are instances that start at once. */
const ATTEMPTS_MAX = 20;
const PAUSE_MS = 20;

/** `control.scorecards` as a table of versions by key. Decoding rejects as {@link readRow} does. */
export function scorecardTable(codec: Codec): TableOptions<ScorecardVersion> {
  return {
    topic: TOPIC,
    decode: (value, key) => readScorecard(codec, value, key),
  };
}

async function readScorecard(codec: Codec, value: Buffer, key: string): Promise<ScorecardVersion> {
  const wire = await readRow<WireScorecard>(codec, TOPIC, value, key);
  try {
    return scorecardFromWire(wire);
  } catch (cause) {
    throw new UnreadableRow(TOPIC, key, 'its content is no scorecard that this program understands', {
      cause,
    });
  }
}

/** `now` is asked when the row is made: others may have been in the way until then. */
export type PublishWish = Omit<ScorecardWish, 'now'> & { readonly now: () => number };

/**
 * Publishes a scorecard as its tenant's next version unless the newest already says the same; resolves to the row
 * written, or null. Whoever publishes at the same time is fenced and looks again, so no version is ever written twice.
 */
export async function publishScorecard(
  log: Pick<EventLog, 'taker'>,
  codec: Codec,
  wish: PublishWish,
): Promise<WireScorecard | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await publishOnce(log, codec, wish);
    } catch (error) {
      if (!isFenced(error) || attempt === ATTEMPTS_MAX) throw error;
      // Those that began at once would else fence each other in turn for ever.
      await pause(Math.random() * attempt * PAUSE_MS);
    }
  }
}

async function publishOnce(
  log: Pick<EventLog, 'taker'>,
  codec: Codec,
  wish: PublishWish,
): Promise<WireScorecard | null> {
  let row: WireScorecard | null = null;
  await writeAlone(log, 'scorecards', scorecardTable(codec), (published) => {
    row = nextScorecardRow(published, { ...wish, now: wish.now() });
    return row === null ? [] : [{ key: scorecardRowKey(row), value: codec.encode(TOPIC, row) }];
  });
  return row;
}
