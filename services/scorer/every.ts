/**
 * Calls `work` now and every `periodMs`, whether or not what it began before has ended, until `stopped` fires; then
 * resolves. Rejects with what `work` rejects with.
 */
export function every(periodMs: number, work: () => Promise<void>, stopped: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const begin = () => void work().catch(reject);
  const timer = setInterval(begin, periodMs);
  stopped.addEventListener('abort', () => resolve(), { once: true });
  if (stopped.aborted) resolve();
  else begin();
  return promise.finally(() => clearInterval(timer));
}
