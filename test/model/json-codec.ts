import type { Codec, Decoded } from '@bellwether/contracts';

/** JSON instead of Avro: the model is about order, not about bytes. */
export const jsonCodec: Codec = {
  encode: (_topic, value) => Buffer.from(JSON.stringify(value)),
  decode: <T>(_topic: string, wire: Buffer | null) => parse<T>(wire),
  decodeEnvelope: (_topic, wire) => parse(wire),
  learn: () => Promise.resolve('learned'),
};

function parse<T>(wire: Buffer | null): Decoded<T> {
  if (wire === null) return { kind: 'malformed', code: 'null-value', detail: '' };
  try {
    return { kind: 'value', value: JSON.parse(wire.toString()) as T, schemaId: 1 };
  } catch {
    return { kind: 'malformed', code: 'undecodable', detail: '' };
  }
}
