import type { Percentiles } from '../report/percentiles.ts';

/** Signals a second. */
export const RATES = [50, 500, 5_000] as const;

/** What was seen at one rate in one round. */
export interface Course {
  readonly sent: number;
  readonly vector: Percentiles;
  readonly change: Percentiles;
  readonly newestCause: Percentiles;
  readonly relay: Percentiles;
  /** The larger of the least flush age and the median flush, ms: what a signal may have to wait for. */
  readonly flushMs: number;
}

/** By rate, a course each round. */
export type Courses = ReadonlyMap<number, readonly Course[]>;
