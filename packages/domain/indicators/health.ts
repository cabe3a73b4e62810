import { DAY_MS, type Day, type Instant, startOfDay } from '../time/days.ts';
import type { Indicator } from './definition.ts';

/** Neither good nor bad. */
const NEUTRAL = 50;

/** The health, 0 to 100, of a value in the indicator's own unit: linear between anchors, flat outside them. */
export function healthOf(indicator: Pick<Indicator, 'health'>, value: number): number {
  const anchors = indicator.health;
  const above = anchors.findIndex(([anchor]) => anchor >= value);
  const upper = anchors[above === -1 ? anchors.length - 1 : above]!;
  const lower = anchors[above - 1];
  if (above === -1 || lower === undefined || upper[0] === value) return upper[1];
  const share = (value - lower[0]) / (upper[0] - lower[0]);
  return lower[1] + share * (upper[1] - lower[1]);
}

/**
 * The health of a value of an account as it is known. Until the account is as old as the window of an indicator that
 * fills, a value on the bad side counts for as much of its badness as there is of the window: a first login is no silence.
 */
export function healthAt(
  indicator: Pick<Indicator, 'health' | 'fills' | 'windowDays'>,
  value: number,
  asOf: Instant,
  firstDay: Day,
): number {
  const health = healthOf(indicator, value);
  const { fills = false, windowDays } = indicator;
  if (!fills || windowDays === null || health >= NEUTRAL) return health;
  const knownDays = Math.max(0, asOf - startOfDay(firstDay)) / DAY_MS;
  return NEUTRAL - (NEUTRAL - health) * Math.min(1, knownDays / windowDays);
}
