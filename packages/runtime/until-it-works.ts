import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

export interface RetryLog {
  warn(fields: object, message: string): void;
}

/**
 * Repeats until it works: a store that is down is waited for, never given up on, because skipping would lose
 * rows. Rejects only once `stopped` fires. What it repeats must be safe to repeat.
 */
export async function untilItWorks<T>(
  attempt: () => Promise<T>,
  stopped: AbortSignal,
  log: RetryLog,
): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    stopped.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      stopped.throwIfAborted();
      log.warn({ err: error, pauseMs }, 'cannot do this now; will try again');
      await pause(pauseMs, undefined, { signal: stopped });
    }
  }
}
