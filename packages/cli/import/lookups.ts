import { join } from 'node:path';
import type { Mapping } from './mapping.ts';
import { readRows } from './read-rows.ts';
import { cell, type Row } from './row.ts';

/** `ambiguous`: several rows with this key that differ, so none may be chosen. */
export type Found =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'none' }
  | { readonly kind: 'ambiguous' };

export interface Lookup {
  readonly file: string;
  readonly key: string;
  find(value: string): Found;
}

export type Lookups = ReadonlyMap<string, Lookup>;

/** Reads every lookup file of the mapping into memory. */
export async function loadLookups(mapping: Mapping, folder: string): Promise<Lookups> {
  const lookups = new Map<string, Lookup>();
  for (const [name, spec] of Object.entries(mapping.lookups)) {
    const rows: Row[] = [];
    for await (const read of readRows(join(folder, spec.file), spec)) {
      if (read.kind === 'row') rows.push(read.at.row);
    }
    lookups.set(name, lookupOf(spec.file, spec.key, rows));
  }
  return lookups;
}

export function lookupOf(file: string, key: string, rows: readonly Row[]): Lookup {
  const byKey = new Map<string, Row | 'ambiguous'>();
  for (const row of rows) {
    const value = cell(row, key);
    if (value === null) continue;
    const known = byKey.get(value);
    const same = known === undefined || JSON.stringify(known) === JSON.stringify(row);
    byKey.set(value, same ? row : 'ambiguous');
  }
  return {
    file,
    key,
    find(value) {
      const row = byKey.get(value);
      if (row === undefined) return { kind: 'none' };
      return row === 'ambiguous' ? { kind: 'ambiguous' } : { kind: 'row', row };
    },
  };
}

export type Joined =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'unmatched'; readonly reason: string };

/** Adds the looked-up rows' columns as `lookup.column`, in the order the mapping names them. */
export function joinRow(row: Row, join: Readonly<Record<string, string>>, lookups: Lookups): Joined {
  let joined: Row = row;
  for (const [name, column] of Object.entries(join)) {
    const lookup = lookups.get(name)!;
    const value = cell(joined, column);
    if (value === null)
      return { kind: 'unmatched', reason: `${column} is empty, so ${lookup.file} cannot be looked up` };
    const found = lookup.find(value);
    if (found.kind === 'none') {
      return { kind: 'unmatched', reason: `no row of ${lookup.file} has ${lookup.key} ${value}` };
    }
    if (found.kind === 'ambiguous') {
      return {
        kind: 'unmatched',
        reason: `several different rows of ${lookup.file} have ${lookup.key} ${value}`,
      };
    }
    const added = Object.entries(found.row).map(([key, text]) => [`${name}.${key}`, text] as const);
    joined = { ...joined, ...Object.fromEntries(added) };
  }
  return { kind: 'row', row: joined };
}
