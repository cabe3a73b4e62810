import { setTimeout as pause } from 'node:timers/promises';
import { isMistake, persevere } from './persevere.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

export interface RetryLog {
  warn(fields: object, message: string): void;
}

/**
 * Repeats until it works: a store that is down is waited for, never given up on, because skipping would lose
 * rows. Rejects only once `stopped` fires, or with a mistake of the program. What it repeats must be safe to repeat.
 */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  stopped: AbortSignal,
  log: RetryLog,
): Promise<T> {
  return persevere(attempt, {
    firstPauseMs: FIRST_PAUSE_MS,
    longestPauseMs: LONGEST_PAUSE_MS,
    goOn: () => stopped.throwIfAborted(),
    failed: (error, _failures, pauseMs) => {
      stopped.throwIfAborted();
      if (isMistake(error)) throw error;
      log.warn({ err: error, pauseMs }, 'cannot do this now; will try again');
    },
    pause: (durationMs) => pause(durationMs, undefined, { signal: stopped }),
  });
}
