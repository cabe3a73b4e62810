import { setTimeout as delay } from 'node:timers/promises';

/**
 * Calls `work` again and again, `pauseMs` after it last ended, until `stopped` fires; then resolves. Rejects with
 * what `work` rejects with.
 */
export async function every(pauseMs: number, work: () => Promise<void>, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    await work();
    await delay(pauseMs, undefined, { signal: stopped }).catch(() => {});
  }
}
