import { median } from '../statistics/median.ts';
import { DAY_MS, type Instant } from '../time/days.ts';

/** The signals whose absence moves scores by itself, and which machines send: whole fleets of accounts at once. */
export const TELEMETRY_TOPICS = ['signals.login', 'signals.feature-use'] as const;

/** Accounts are counted over a day, so that the hour of the day does not matter. */
export const HEARD_WINDOW_MS = DAY_MS;
/** And compared with the same hours of the same weekday in this many weeks before. */
export const WEEKS_COMPARED = 8;
const WEEKS_MIN = 4;
/** A fleet of fewer says too little: half of them may well be on holiday. */
const EXPECTED_ACCOUNTS_MIN = 10;

/**
 * From how many distinct accounts of a tenant one topic was heard, in the day up to now and in the same day of the
 * weeks before. Of an earlier week counts only what had been received by its own end: a source that delivers once a
 * night is compared with what it had delivered by this hour.
 */
export interface Activity {
  readonly tenantId: string;
  readonly topic: string;
  /** The envelope's `source`; null is all of them together. */
  readonly source: string | null;
  /** By weeks back: 0 is the day up to now; {@link WEEKS_COMPARED} more follow. */
  readonly accounts: readonly number[];
  /** When the newest signal of the weeks counted happened. */
  readonly heardAt: Instant | null;
}

/**
 * How many accounts one would be hearing from: the median of the weeks since it was first heard, silent ones included
 * as zeros. Null when there are too few weeks, or too few accounts, to expect anything: always so on a day of the week
 * on which the fleet rests.
 */
export function expectedAccounts({ accounts }: Pick<Activity, 'accounts'>): number | null {
  const weeks = accounts.slice(1, WEEKS_COMPARED + 1);
  const known = weeks.slice(0, weeks.findLastIndex((count) => count > 0) + 1);
  if (known.length < WEEKS_MIN) return null;
  const expected = median(known);
  return expected < EXPECTED_ACCOUNTS_MIN ? null : expected;
}
