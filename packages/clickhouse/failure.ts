import { ClickHouseError } from '@clickhouse/client';

const MEMORY_LIMIT_EXCEEDED = 241;

/** Trying again later can help: the server is busy, full, read-only for now, or its neighbours do not answer. */
const RETRYABLE_CODES: ReadonlySet<number> = new Set([
  86, // RECEIVED_ERROR_FROM_REMOTE_IO_SERVER: the registry's, see landing.ts
  159, // TIMEOUT_EXCEEDED
  164, // READONLY
  173, // CANNOT_ALLOCATE_MEMORY
  202, // TOO_MANY_SIMULTANEOUS_QUERIES
  203, // NO_FREE_CONNECTION
  209, // SOCKET_TIMEOUT
  210, // NETWORK_ERROR
  236, // ABORTED
  MEMORY_LIMIT_EXCEEDED,
  242, // TABLE_IS_READ_ONLY
  243, // NOT_ENOUGH_SPACE
  252, // TOO_MANY_PARTS
  279, // ALL_CONNECTION_TRIES_FAILED
  285, // TOO_FEW_LIVE_REPLICAS
  319, // UNKNOWN_STATUS_OF_INSERT
  394, // QUERY_WAS_CANCELLED
  425, // SYSTEM_ERROR
  439, // CANNOT_SCHEDULE_TASK
  999, // KEEPER_EXCEPTION
  1000, // POCO_EXCEPTION
  1001, // STD_EXCEPTION
  1002, // UNKNOWN_EXCEPTION
]);

/** What ClickHouse answered instead of doing as asked, or that it did not answer. */
export class ClickHouseFailure extends Error {
  /** ClickHouse's own number of the error; null when no answer came. */
  readonly code: number | null;
  readonly retryable: boolean;

  constructor(cause: unknown, about?: string) {
    const code = cause instanceof ClickHouseError ? Number(cause.code) : null;
    const message = cause instanceof Error ? cause.message : String(cause);
    super(about === undefined ? message : `${about}: ${message}`, { cause });
    this.name = 'ClickHouseFailure';
    this.code = code;
    this.retryable = code === null || RETRYABLE_CODES.has(code);
  }

  /** Asking for less at a time can help, also where it was the server's memory and not the statement's. */
  get askedTooMuch(): boolean {
    return this.code === MEMORY_LIMIT_EXCEEDED;
  }

  /** The same, and what it was about. */
  about(what: string): ClickHouseFailure {
    return new ClickHouseFailure(this.cause, what);
  }
}
