/** Instants are milliseconds since the epoch, UTC. Days are `YYYY-MM-DD`, UTC. */
export type Instant = number;
export type Day = string;

export const DAY_MS = 86_400_000;
const CLOSE_OFFSET_MS = DAY_MS - 1;

/** Names of days met before: formatting a date is what costs most in routing a signal. */
const names = new Map<number, Day>();
const NAMES_MAX = 50_000;

/** Throws a RangeError for an instant that no date can hold. */
export function dayOf(instant: Instant): Day {
  const number = Math.floor(instant / DAY_MS);
  const known = names.get(number);
  if (known !== undefined) return known;
  const name = new Date(instant).toISOString().slice(0, 10);
  if (names.size >= NAMES_MAX) names.clear();
  names.set(number, name);
  return name;
}

export function startOfDay(day: Day): Instant {
  return Date.parse(`${day}T00:00:00.000Z`);
}

/** The last millisecond of a UTC day: the instant at which the past is looked at. */
export function closeOf(day: Day): Instant {
  return startOfDay(day) + CLOSE_OFFSET_MS;
}

export function addDays(day: Day, days: number): Day {
  return dayOf(startOfDay(day) + days * DAY_MS);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

/** The newest day whose close is not after `asOf`: yesterday in mid-day, the day itself at its close. */
export function lastClosedDay(asOf: Instant): Day {
  return dayOf(asOf - CLOSE_OFFSET_MS);
}

/** The last `count` closed days as of an instant, oldest first. */
export function lastClosedDays(asOf: Instant, count: number): Day[] {
  return Array.from({ length: count }, (_, i) => lastClosedDay(asOf - (count - 1 - i) * DAY_MS));
}

/** How many daily closes a band is folded over, and a vector message may carry. */
export const CLOSES_KEPT = 30;
