import type { Step } from './steps.ts';

/** Signals in one request. */
export const BATCHES = [1, 10, 100] as const;

/** What the 99th percentile of the answers must stay below. */
export const LIMIT_MS = 50;

const STEPS_A_LOAD = 6;

/** A steady load is here a search in steps: each lasts a part of it. */
export const stepSeconds = (seconds: number) => Math.max(1, Math.round(seconds / STEPS_A_LOAD));

export interface Found extends Step {
  readonly signalsPerSecond: number;
}
