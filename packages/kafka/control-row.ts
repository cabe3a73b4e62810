import type { Codec, Decoded } from '@bellwether/contracts';

/**
 * A row of a control topic that cannot be read. It stops who reads it: guessing a tenant's epoch or what counts in a score
 * would be worse, and reading it again is no use.
 */
export class UnreadableRow extends Error {
  readonly code = 'unreadable-row';
  readonly retryable = false;
  constructor(topic: string, key: string, why: string, options?: ErrorOptions) {
    super(
      `the row ${key} of ${topic} cannot be read: ${why}. If a newer Bellwether wrote it, update this one; else write the ` +
        "row anew under its key. Do not remove a tenant's row or a scorecard's: what was decided under it still names it.",
      options,
    );
  }
}

/**
 * The message in a row of a control topic. A schema that is newer than this program is fetched; rejects while the registry
 * cannot answer, and with {@link UnreadableRow} where nothing can help.
 */
export async function readRow<T>(codec: Codec, topic: string, value: Buffer, key: string): Promise<T> {
  const decoded = codec.decode<T>(topic, value);
  if (decoded.kind === 'value') return decoded.value;
  if (decoded.kind === 'unknown-schema' && (await codec.learn(topic, decoded.schemaId)) === 'learned')
    return readRow(codec, topic, value, key);
  throw new UnreadableRow(topic, key, whyOf(decoded));
}

function whyOf(decoded: Exclude<Decoded<unknown>, { kind: 'value' }>): string {
  return decoded.kind === 'malformed'
    ? decoded.detail
    : `schema ${decoded.schemaId} does not describe what is kept there`;
}
