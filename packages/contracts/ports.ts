/** `unknown-schema`: ask {@link Codec.learn}. `malformed`: this value will never decode; `code` is stable. */
export type Decoded<T> =
  | { readonly kind: 'value'; readonly value: T; readonly schemaId: number }
  | { readonly kind: 'unknown-schema'; readonly schemaId: number }
  | {
      readonly kind: 'malformed';
      readonly code:
        | 'null-value'
        | 'no-magic-byte'
        | 'schema-of-another-topic'
        | 'undecodable'
        | 'trailing-bytes';
      readonly detail: string;
    };

/** Registry-framed Avro: magic byte 0, schema id (4 bytes, big endian), body. Synchronous once the ids are known. */
export interface Codec {
  /** Throws a TypeError naming the path of the first field that does not fit the topic's newest schema. */
  encode(topic: string, value: object): Buffer;
  /** The whole record, in the shape of the topic's newest schema. */
  decode<T = Record<string, unknown>>(topic: string, wire: Buffer | null): Decoded<T>;
  /**
   * Only the envelope, the numbers and the times of a signal, and of any other record what it has of them; several times cheaper
   * than {@link decode}, equally strict about framing.
   */
  decodeEnvelope(topic: string, wire: Buffer | null): Decoded<SignalEnvelope>;
  /** Fetches an unknown schema id. Rejects while the registry cannot answer; `foreign` when the id is not of this topic. */
  learn(topic: string, schemaId: number): Promise<'learned' | 'foreign'>;
}

/** The envelope; what other numbers and times the signal has stand beside it under their own names. */
export interface SignalEnvelope {
  readonly eventId: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly [numberOrTime: string]: unknown;
}
