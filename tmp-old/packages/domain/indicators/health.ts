import type { Indicator } from './definition.ts';

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
