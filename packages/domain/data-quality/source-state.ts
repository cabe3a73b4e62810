import { CLOSES_KEPT, DAY_MS, type Instant } from '../time/days.ts';

/**
 * How long changes that only a quiet source's silence makes are held back. Silence needs about that long to move a
 * score by a step, so a shorter time would hold hardly any; after it, it is taken for real.
 */
export const HOLD_MS_MAX = 7 * DAY_MS;
/** After a source is back: accounts return one by one, and trackers send what they had kept. */
export const HOLD_MS_AFTER_RECOVERY = DAY_MS;
/**
 * After that, how long facts that were lost may still leave a hole in what is looked back on: in windows, and in the
 * closes a band is folded over.
 */
export const HOLE_MS_MAX = CLOSES_KEPT * DAY_MS;
/** A row applies this long after it was decided, so that no instance scores a vector it should have read it for. */
export const SOURCE_STATE_NOTICE_MS = 5_000;

/**
 * One row of `control.data-quality`: a telemetry topic of a tenant went quiet for the whole fleet, or is back. Rows
 * decide what is announced when, never a score, a band or a close.
 */
export interface SourceState {
  readonly tenantId: string;
  readonly topic: string;
  /** Counts the rows of this tenant and topic, from 1; with them it identifies the event. */
  readonly version: number;
  readonly state: 'quiet' | 'recovered';
  /** The values of the envelope's `source` that went quiet, sorted; empty when each was too small to tell. */
  readonly sources: readonly string[];
  /** Distinct accounts heard from in the day before `judgedAt`. */
  readonly observed: number;
  /** And how many one would have expected. */
  readonly expected: number;
  /** When the newest signal happened; null when none of the weeks compared has any. */
  readonly heardAt: Instant | null;
  /** The begin of the first day in which it was quiet. */
  readonly since: Instant;
  /** Changes decided from here on, and before `heldUntil`, are held back where nothing but its silence made them. */
  readonly heldFrom: Instant;
  readonly heldUntil: Instant;
  /** From `heldUntil` to here, what a silence that is over had done by then, and has not been undone, stays untold. */
  readonly holeUntil: Instant;
  readonly judgedAt: Instant;
  /** One sentence for people. */
  readonly summary: string;
}

/** The record key of a row. */
export function sourceStateKey({ tenantId, topic }: Pick<SourceState, 'tenantId' | 'topic'>): string {
  return `${tenantId}/${topic}`;
}

/** Those that have a say in what is told at an instant. */
export function statesAt(states: readonly SourceState[], at: Instant): SourceState[] {
  return states.filter(({ heldFrom, holeUntil }) => at >= heldFrom && at < holeUntil);
}
