import { DAY_MS } from '../../time/days.ts';

/** The last millisecond of a day, counted from its start: at it the oldest day of a window weighs nothing. */
const CLOSE_MS = DAY_MS - 1;

/** Days from `instant`'s UTC day back from as-of's; negative for a later day. */
export function daysBack(instant: string): string {
  return `(toInt32(toDate(as_of)) - toInt32(toDate(${instant})))`;
}

/** How much of day W back is still in a window of W days: 1 at midnight, 0 at the day's close. */
export const OLDEST_DAY_SHARE = `((${CLOSE_MS} - toUnixTimestamp64Milli(as_of) % ${DAY_MS}) / ${CLOSE_MS})`;

export interface WindowOf {
  /** A literal, or SQL of an integer. */
  readonly days: number | string;
  /** SQL, integer days back from as-of's day. */
  readonly back?: string;
  /** SQL condition. */
  readonly where?: string;
}

/**
 * The sum of `amount` (SQL, an integer) over a window of W days: today, the W-1 days before in full, and day W
 * back by its remaining share. It does not jump at midnight, and at 23:59:59.999 it equals the day's close.
 * Whole days and the oldest day are summed apart as integers, so that the order of addition cannot matter.
 */
export function windowSum(amount: string, { days, back = 'back', where = '1' }: WindowOf): string {
  const full = `sumIf(${amount}, (${where}) AND ${back} < ${days})`;
  const oldest = `sumIf(${amount}, (${where}) AND ${back} = ${days})`;
  return `(${full} + ${OLDEST_DAY_SHARE} * ${oldest})`;
}

/** {@link windowSum} of 1 a row. */
export function windowCount(window: WindowOf): string {
  return windowSum('1', window);
}

/** Whether a row lies in the last `days` whole UTC days: for distinct counts and medians, which have no shares. */
export function inWholeDays(days: number, back = 'back'): string {
  return `${back} < ${days}`;
}

/** NULL where `unknown` holds, else `value`. */
export function unless(unknown: string, value: string): string {
  return `if(${unknown}, NULL, ${value})`;
}

/** Exact median, the mean of the middle two for an even count. */
export const MEDIAN = 'quantileExactInclusive(0.5)';
