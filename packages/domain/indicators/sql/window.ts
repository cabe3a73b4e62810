import { DAY_MS } from '../../time/days.ts';

/** The last millisecond of a day, counted from its start: at it the oldest day of a window weighs nothing. */
const CLOSE_MS = DAY_MS - 1;

/** Days from `instant`'s UTC day back from as-of's; negative for a later day. */
export function daysBack(instant: string): string {
  return `toInt32(toDate(as_of)) - toInt32(toDate(${instant}))`;
}

/** How much of day W back is still in a window of W days: 1 at midnight, 0 at the day's close. */
const OLDEST_DAY_SHARE = `{{(${CLOSE_MS} - toUnixTimestamp64Milli(max(as_of)) % ${DAY_MS}) / ${CLOSE_MS}}}`;

/**
 * The sum of `amount` (an integer column) over a window of W days: today, the W-1 days before in full, and day W
 * back by its remaining share; `back` is the column that counts days back. It does not jump at midnight, and at
 * 23:59:59.999 it equals the day's close. Whole days and the oldest day are summed apart as integers, so that the
 * order of addition cannot matter.
 */
export function windowSum(amount: string, days: number, back = 'back'): string {
  return `({{sumIf(${amount}, ${back} < ${days})}} + ${OLDEST_DAY_SHARE} * {{sumIf(${amount}, ${back} = ${days})}})`;
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
export const MEDIAN_IF = 'quantileExactInclusiveIf(0.5)';
