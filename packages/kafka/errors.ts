/**
 * `STALE_ASSIGNMENT`: the group has moved on, nothing was written. `NOT_CO_PARTITIONED`, `TOPIC_MISMATCH`: the
 * cluster is not as the services need it, a person must act. `EPOCH_NOT_NEXT`: a row change skipped an epoch.
 * `FENCED`: somebody else has taken the transactional id. `UNUSABLE`: used again after a failure.
 */
export type LogErrorCode =
  | 'STALE_ASSIGNMENT'
  | 'NOT_CO_PARTITIONED'
  | 'TOPIC_MISMATCH'
  | 'EPOCH_NOT_NEXT'
  | 'FENCED'
  | 'UNUSABLE';

export class LogError extends Error {
  readonly code: LogErrorCode;
  /** Whether trying the same again can help. kafkajs reads this property too: false ends its own retries. */
  readonly retriable = false;
  constructor(code: LogErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LogError';
    this.code = code;
  }
}

export function isStaleAssignment(error: unknown): boolean {
  return error instanceof LogError && error.code === 'STALE_ASSIGNMENT';
}

export function isFenced(error: unknown): boolean {
  return error instanceof LogError && error.code === 'FENCED';
}

export function staleAssignment(epoch: number): LogError {
  return new LogError('STALE_ASSIGNMENT', `the assignment of epoch ${epoch} has passed`);
}
