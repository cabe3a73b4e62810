import { DAY_MS, type Instant } from '../time/days.ts';

/** Days since the epoch, UTC. */
export function dayNumber(instant: Instant): number {
  return Math.floor(instant / DAY_MS);
}

/**
 * How much of a day is in a window of W days: today and the W-1 days before in full, day W back by its remaining share.
 * The same as `windowSum` in SQL, for what is derived.
 */
export function shareOfDay(day: number, asOf: Instant, windowDays: number): number {
  const back = dayNumber(asOf) - day;
  if (back !== windowDays) return back < windowDays ? 1 : 0;
  const closeMs = DAY_MS - 1;
  return (closeMs - (asOf % DAY_MS)) / closeMs;
}
