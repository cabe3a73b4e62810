import type avro from 'avsc';
import type { Decoded } from './ports.ts';

/** Registry framing: a zero byte, the schema id (4 bytes, big endian), then the Avro body. */
const HEADER_BYTES = 5;

/** Reads what one version wrote into another's shape. */
export type AvroResolver = ReturnType<avro.Type['createResolver']>;

/** The schema id of a framed value; null when it is not framed. */
export function schemaIdOf(wire: Buffer): number | null {
  return wire.length >= HEADER_BYTES && wire[0] === 0 ? wire.readInt32BE(1) : null;
}

/** The one message a framed value holds; it must end exactly where the value does. */
export function bodyOf<T>(
  type: avro.Type,
  resolver: AvroResolver,
  wire: Buffer,
  schemaId: number,
): Decoded<T> {
  try {
    const { value, offset } = type.decode(wire, HEADER_BYTES, resolver);
    if (offset === wire.length) return { kind: 'value', value, schemaId };
    if (offset < 0) return malformed('undecodable', 'the value ends early');
    return malformed('trailing-bytes', `${wire.length - offset} bytes after the message`);
  } catch (error) {
    return malformed('undecodable', error instanceof Error ? error.message : String(error));
  }
}

type MalformedCode = Extract<Decoded<never>, { kind: 'malformed' }>['code'];

export function malformed(code: MalformedCode, detail: string): Decoded<never> {
  return { kind: 'malformed', code, detail };
}

/** Throws a TypeError naming the path of the first field that does not fit the type. */
export function frame(type: avro.Type, schemaId: number, value: object): Buffer {
  let bytes: Buffer;
  try {
    bytes = type.toBuffer(value);
  } catch (cause) {
    throw new TypeError(whatDoesNotFit(type, value), { cause });
  }
  const wire = Buffer.allocUnsafe(HEADER_BYTES + bytes.length);
  wire[0] = 0;
  wire.writeInt32BE(schemaId, 1);
  bytes.copy(wire, HEADER_BYTES);
  return wire;
}

function whatDoesNotFit(type: avro.Type, value: object): string {
  let fault: string | null = null;
  type.isValid(value, {
    errorHook: (path, found, wanted) => {
      fault ??= `${path.join('.') || 'value'}: ${found === undefined ? 'missing' : String(found)} is no ${wanted.typeName}`;
    },
  });
  return fault ?? `does not fit ${type.name}`;
}
