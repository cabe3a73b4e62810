import { DAY_MS, type Instant, type MissingReason } from '@bellwether/domain';
import type { History } from './history.ts';

/** The naive reading of one indicator: slow, plain, and written from its definition in words. */
export type Oracle = (history: History, asOf: Instant) => Answer;

/** The naive reading of one facet, as JSON would hold it; null where its source has no rows. */
export type FacetOracle = (history: History, asOf: Instant) => unknown;

export interface Answer {
  readonly value: number | null;
  readonly reason: MissingReason | null;
}

export function known(value: number): Answer {
  return { value, reason: null };
}

export function unknown(reason: MissingReason): Answer {
  return { value: null, reason };
}

/** Whole UTC days from an instant's day to as-of's day. */
export function ageInDays(instant: Instant, asOf: Instant): number {
  return Math.floor(asOf / DAY_MS) - Math.floor(instant / DAY_MS);
}

/** How much something that happened at `instant` weighs in a window of `days`. */
export function weightIn(instant: Instant, asOf: Instant, days: number): number {
  const age = ageInDays(instant, asOf);
  if (age < days) return 1;
  if (age > days) return 0;
  const lastMs = DAY_MS - 1;
  return (lastMs - (asOf % DAY_MS)) / lastMs;
}

/** The mean of what lies in a window of `days`, each by its weight there. */
export function meanIn(
  said: readonly { readonly at: Instant; readonly value: number }[],
  asOf: Instant,
  days: number,
): Answer {
  if (said.length === 0) return unknown('never');
  const weight = sum(said.map(({ at }) => weightIn(at, asOf, days)));
  if (weight === 0) return unknown('silent');
  return known(sum(said.map(({ at, value }) => value * weightIn(at, asOf, days))) / weight);
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
