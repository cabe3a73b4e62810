import type { createInstantReader } from './instants.ts';
import type { Condition, FieldValue } from './mapping.ts';
import { cell, type Row, render } from './row.ts';

export type FieldResult =
  | { readonly kind: 'value'; readonly value: unknown }
  /** Nothing there: the field is left out, and the signal's own rules say whether it may be. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad'; readonly reason: string };

/** The value of one field of a signal, from a row. */
export function readField(
  spec: FieldValue,
  row: Row,
  readInstant: ReturnType<typeof createInstantReader>,
): FieldResult {
  if (typeof spec === 'string') return present(render(spec, row));
  if (typeof spec === 'number' || typeof spec === 'boolean') return { kind: 'value', value: spec };
  if ('list' in spec) {
    return {
      kind: 'value',
      value: spec.list.map((item) => render(item, row)).filter((item) => item !== null),
    };
  }
  if ('instant' in spec) {
    const read = readInstant(spec, row);
    return read.kind === 'instant' ? { kind: 'value', value: read.value } : read;
  }
  const text = cell(row, spec.column);
  if (text === null) return present(spec.default ?? null);
  if (spec.values) {
    const mapped = spec.values[text];
    if (mapped !== undefined) return { kind: 'value', value: mapped };
    return {
      kind: 'bad',
      reason: `${spec.column} '${text}' is none of ${Object.keys(spec.values).join(', ')}`,
    };
  }
  return convert(spec.column, text, spec.as);
}

function present(value: unknown): FieldResult {
  return value === null ? { kind: 'missing' } : { kind: 'value', value };
}

const TRUE = new Set(['true', 'yes', 'y', '1']);
const FALSE = new Set(['false', 'no', 'n', '0']);

function convert(column: string, text: string, as: 'text' | 'integer' | 'number' | 'boolean'): FieldResult {
  if (as === 'text') return { kind: 'value', value: text };
  if (as === 'boolean') {
    const word = text.toLowerCase();
    if (TRUE.has(word)) return { kind: 'value', value: true };
    if (FALSE.has(word)) return { kind: 'value', value: false };
    return { kind: 'bad', reason: `${column} '${text}' is neither true nor false` };
  }
  const number = Number(text);
  if (!Number.isFinite(number)) return { kind: 'bad', reason: `${column} '${text}' is no number` };
  if (as === 'integer' && !Number.isSafeInteger(number)) {
    return { kind: 'bad', reason: `${column} '${text}' is no whole number` };
  }
  return { kind: 'value', value: number };
}

/** True when every column passes its test; an empty column is the empty text. */
export function holds(condition: Condition | undefined, row: Row): boolean {
  return Object.entries(condition ?? {}).every(([column, test]) => {
    const text = cell(row, column) ?? '';
    if (test.is !== undefined && text !== test.is) return false;
    if (test.not !== undefined && text === test.not) return false;
    if (test.in !== undefined && !test.in.includes(text)) return false;
    return test.present === undefined || (text !== '') === test.present;
  });
}
