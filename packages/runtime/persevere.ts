/** How an attempt is repeated. */
export interface Perseverance {
  readonly firstPauseMs: number;
  /** Pauses double up to this. */
  readonly longestPauseMs: number;
  /** Asked before each attempt, in the turn in which it begins; throws once nobody wants the result any more. */
  readonly goOn: () => void;
  /** Told of each failure, the first is 1; throws what is not to be repeated. */
  readonly failed: (error: unknown, failures: number, pauseMs: number) => void | Promise<void>;
  readonly pause: (durationMs: number) => Promise<void>;
}

/** Repeats what must be safe to repeat, ever more patiently, until it works or one of the questions above throws. */
export async function persevere<T>(attempt: () => Promise<T>, how: Perseverance): Promise<T> {
  for (let failures = 1, pauseMs = how.firstPauseMs; ; failures += 1) {
    how.goOn();
    try {
      return await attempt();
    } catch (error) {
      await how.failed(error, failures, pauseMs);
    }
    await how.pause(pauseMs);
    pauseMs = Math.min(how.longestPauseMs, pauseMs * 2);
  }
}

/**
 * Whether the program is at fault, not a dependency: what JavaScript itself throws at a mistake, and what says that
 * trying again cannot help. Repeating it would hide it for ever; the process should end and say so.
 */
export function isMistake(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  if ('retryable' in error) return error.retryable === false;
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}
