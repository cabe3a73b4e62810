import type { AccountRef } from '../keys.ts';
import type { Day, Instant } from '../time/days.ts';
import type { Evaluation } from './evaluation.ts';

export interface Close {
  readonly day: Day;
  /** Evaluated as of the day's last millisecond. */
  readonly evaluation: Evaluation;
}

/** The signals that made an account dirty. */
export interface Causes {
  /** The newest by receivedAt, at most {@link CAUSES_NAMED}, newest first. */
  readonly eventIds: readonly string[];
  /** How many there were in all. */
  readonly count: number;
  /** receivedAt of the newest; null when no signal caused the evaluation. */
  readonly newestReceivedAt: Instant | null;
}

export const CAUSES_NAMED = 20;

export const NO_CAUSES: Causes = { eventIds: [], count: 0, newestReceivedAt: null };

/**
 * Why an account was evaluated: `signals` touched it, the hourly `clock`, a daily `close`, it was `due`
 * under a new epoch, or its partition was taken over (`takeover`).
 */
export type EvaluationReason = 'signals' | 'clock' | 'close' | 'due' | 'takeover';

/** One message of `health.indicator-changes`: the account's whole vector, and the closes that are news. */
export interface IndicatorChange extends AccountRef {
  readonly reason: EvaluationReason;
  readonly live: Evaluation;
  /** Oldest first, days unique. */
  readonly closes: readonly Close[];
  readonly causes: Causes;
}
