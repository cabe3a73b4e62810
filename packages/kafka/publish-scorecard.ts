import {
  type Codec,
  nextScorecardRow,
  type ScorecardWish,
  scorecardFromWire,
  scorecardRowKey,
  type WireScorecard,
} from '@bellwether/contracts';
import type { ScorecardVersion } from '@bellwether/domain';
import type { EventLog, TableOptions } from './ports.ts';

const TOPIC = 'control.scorecards';

/** `control.scorecards` as a table of versions by key. */
export function scorecardTable(codec: Codec): TableOptions<ScorecardVersion> {
  return {
    topic: TOPIC,
    decode: (value) => {
      const decoded = codec.decode<WireScorecard>(TOPIC, value);
      if (decoded.kind !== 'value') throw new Error(`a row of ${TOPIC} does not decode: ${decoded.kind}`);
      return scorecardFromWire(decoded.value);
    },
  };
}

/**
 * Publishes a scorecard as its tenant's next version unless the newest already says the same; resolves to the row
 * written, or null. Whoever publishes at the same time is fenced, so no version is ever written twice.
 */
export async function publishScorecard(
  log: Pick<EventLog, 'taker'>,
  codec: Codec,
  wish: ScorecardWish,
): Promise<WireScorecard | null> {
  const published = new Map<string, ScorecardVersion>();
  const { decode } = scorecardTable(codec);
  const taken = await log
    .taker({ groupId: 'scorecards', inputs: [], stateTopic: TOPIC })
    .take(0, (record) => {
      if (record.key === null || record.value === null) return;
      const key = record.key.toString();
      const card = decode(record.value, key);
      if (card !== undefined) published.set(key, card);
    });
  try {
    const row = nextScorecardRow(published, wish);
    if (row === null) return null;
    const value = codec.encode(TOPIC, row);
    await taken.transact([{ topic: TOPIC, key: scorecardRowKey(row), value, partition: 0 }], new Map());
    return row;
  } finally {
    await taken.close();
  }
}
