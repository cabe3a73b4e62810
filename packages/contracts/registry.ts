import type { AvroRecord } from './schemas.ts';

/** What the codec asks of a schema registry. */
export interface Registry {
  /** The id of a registered schema. Rejects with a {@link RegistryError} when it is not registered or nobody answers. */
  idOf(subject: string, schema: AvroRecord): Promise<number>;
  /** The schema of an id; null when a registry that works says there is none. */
  schemaOf(id: number): Promise<object | null>;
  /** Registers a version under BACKWARD_TRANSITIVE; again is harmless. Its id. */
  register(subject: string, schema: AvroRecord): Promise<number>;
}

export type RegistryErrorCode = 'registry-unavailable' | 'not-registered' | 'incompatible-schema';

export class RegistryError extends Error {
  readonly code: RegistryErrorCode;
  /** True when asking again later can help. */
  readonly retryable: boolean;

  constructor(code: RegistryErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RegistryError';
    this.code = code;
    this.retryable = code !== 'incompatible-schema';
  }
}
