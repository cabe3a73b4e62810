import {
  compareScorecards,
  parseScorecardSet,
  type ScorecardSet,
  type Scorecards,
  type ScorecardVersion,
  scorecardKey,
} from '@bellwether/domain';
import type { WireScorecard } from './messages.ts';

/** A version is in force this long after it was published, so that no instance scores a close it has not heard about. */
export const SCORECARD_NOTICE_MS = 5_000;

/** The scorecards in a row of `control.scorecards`. Throws when the content is none that this program understands. */
export function scorecardFromWire(wire: WireScorecard): ScorecardVersion {
  const { tenantId, version, validFrom } = wire;
  return { tenantId, version, validFrom, scorecards: parseScorecardSet(JSON.parse(wire.content)) };
}

export interface ScorecardWish {
  readonly tenantId: string;
  readonly scorecards: ScorecardSet;
  readonly author: string | null;
  readonly now: number;
}

/**
 * The row that publishes scorecards after those published so far (all of them: read to the end first), or null when
 * the tenant's newest says the same. The first holds from ever, later ones from shortly after now.
 */
export function nextScorecardRow(published: Scorecards, wish: ScorecardWish): WireScorecard | null {
  const { tenantId, author, now } = wish;
  const newest = [...published.values()]
    .filter((card) => card.tenantId === tenantId)
    .sort(compareScorecards)
    .at(-1);
  const content = contentOf(wish.scorecards);
  if (newest !== undefined && contentOf(newest.scorecards) === content) return null;
  const version = (newest?.version ?? 0) + 1;
  const validFrom = newest === undefined ? 0 : Math.max(now, newest.validFrom) + SCORECARD_NOTICE_MS;
  return { tenantId, version, validFrom, content, author, publishedAt: now };
}

/** The record key of a row. */
export function scorecardRowKey(row: WireScorecard): string {
  return scorecardKey(row);
}

/** Everything that counts when scoring, defaults spelt out: a later program's defaults do not change the past. */
function contentOf(scorecards: ScorecardSet): string {
  return JSON.stringify(scorecards.map(({ $schema: _, ...scorecard }) => sorted(scorecard)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}
