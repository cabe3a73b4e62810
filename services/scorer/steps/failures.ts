import { isStaleAssignment } from '@bellwether/kafka';

/** A dependency did not answer as it should: nothing may be assumed of the attempt, and trying again can help. */
export class DependencyFailed extends Error {
  readonly code = 'dependency-failed';
  readonly retryable = true;
  constructor(what: string, cause: unknown) {
    super(`could not ${what}`, { cause });
  }
}

/**
 * Marks what a port rejects with, so that it is told from a bug of our own, which must not be tried for ever. What says itself
 * that trying again is no use stays as it is; what JavaScript throws inside a client may be a passing state of the client.
 */
export async function asking<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isStaleAssignment(error) || saysRetryable(error) === false) throw error;
    throw new DependencyFailed(what, error);
  }
}

/** Whether the same again can succeed. */
export function isRetryable(error: unknown): boolean {
  return saysRetryable(error) === true;
}

/** Undefined where an error does not say it of itself. */
function saysRetryable(error: unknown): unknown {
  return error instanceof Error && 'retryable' in error ? error.retryable : undefined;
}
