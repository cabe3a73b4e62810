import { median } from '@bellwether/domain';

/** Of several runs: the middle and the extremes. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/** Ratios of runs of the same round, as far as both ran: what else the machine did then slowed both. */
export function ratiosOf(of: readonly number[], to: readonly number[]): Spread {
  const rounds = Math.min(of.length, to.length);
  return spreadOf(of.slice(0, rounds).map((value, round) => value / to[round]!));
}

export function spreadText(spread: Spread, text: (value: number) => string): string {
  const { median: middle, min, max } = spread;
  return min === max ? text(middle) : `${text(middle)} (${text(min)} to ${text(max)})`;
}

export const twoDigits = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
export const thousands = (perSecond: number) => `${twoDigits(perSecond / 1_000)} k/s`;
export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
export const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
