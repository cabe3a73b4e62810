import avro from 'avsc';
import type { AvroRecord } from './schemas.ts';

interface Tap {
  readonly buf: Buffer;
  pos: number;
  readLong(): number;
  skipLong(): void;
}

interface ItemType {
  _read(tap: Tap): unknown;
  _skip(tap: Tap): void;
}

const ArrayType = avro.types.ArrayType as unknown as new (
  schema: object,
  options: object,
) => { itemsType: ItemType };

/**
 * avsc believes the length an array states: a corrupt value that states a billion items stops the process for
 * good. Every item here takes at least a byte, so more items than bytes, or a step backwards, is corrupt.
 */
class BoundedArray extends ArrayType {
  /** `this` may be a resolver that borrows the method: it has `itemsType` too, and nothing else. */
  _read(this: { itemsType: ItemType }, tap: Tap): unknown[] {
    const items: unknown[] = [];
    eachItem(tap, () => items.push(this.itemsType._read(tap)));
    return items;
  }

  _skip(tap: Tap): void {
    eachItem(tap, () => this.itemsType._skip(tap));
  }
}

function eachItem(tap: Tap, step: () => void): void {
  for (let count = tap.readLong(); count !== 0; count = tap.readLong()) {
    if (count < 0) {
      count = -count;
      tap.skipLong();
    }
    if (count > tap.buf.length - tap.pos) throw new RangeError(`array of ${count} items in too few bytes`);
    for (; count > 0; count--) {
      const before = tap.pos;
      step();
      if (tap.pos <= before) throw new RangeError('array item of negative length');
    }
  }
}

function boundArrays(schema: unknown, options: object): avro.Type | undefined {
  const isArray = (schema as { type?: unknown } | null)?.type === 'array';
  return isArray ? (new BoundedArray(schema as object, options) as unknown as avro.Type) : undefined;
}

/** The avsc type of a schema. Timestamps are plain numbers; arrays are as long as their bytes allow. */
export function avroType(schema: AvroRecord): avro.Type {
  return avro.Type.forSchema(schema as unknown as avro.Schema, {
    typeHook: boundArrays as never,
    omitRecordMethods: true,
  });
}

/** The same record with only some of its fields, to read them out of the whole. */
export function projectionOf(schema: AvroRecord, names: readonly string[]): AvroRecord {
  return { ...schema, fields: schema.fields.filter((field) => names.includes(field.name)) };
}
