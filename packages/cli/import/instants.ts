import type { Instant } from '@bellwether/domain';
import { DateTime } from 'luxon';
import type { InstantValue, Mapping } from './mapping.ts';
import { cell, type Row } from './row.ts';

/** `missing`: the column, or the duration to add, is empty. */
export type ReadInstant =
  | { readonly kind: 'instant'; readonly value: Instant }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad'; readonly reason: string };

const UNIT_MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
/** Dates repeat; reading one costs a hundred times the look-up. */
const DATES_REMEMBERED = 50_000;

/** Reads instants as one mapping writes them. */
export function createInstantReader(dates: Mapping['dates']): (spec: InstantValue, row: Row) => ReadInstant {
  const known = new Map<string, DateTime | null>();
  const parse = (text: string): DateTime | null => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    if (known.size >= DATES_REMEMBERED) known.clear();
    const parsed = parseDate(text, dates);
    known.set(text, parsed);
    return parsed;
  };
  return (spec, row) => {
    const text = cell(row, spec.instant);
    if (text === null) return { kind: 'missing' };
    const date = parse(text);
    if (!date)
      return { kind: 'bad', reason: `${spec.instant} '${text}' fits none of ${dates.formats.join(' | ')}` };
    const start = spec.at ? atTimeOfDay(date, spec.at).toMillis() : date.toMillis();
    if (!spec.plus) return { kind: 'instant', value: start };
    const added = cell(row, spec.plus.column);
    if (added === null) return { kind: 'missing' };
    const amount = Number(added);
    if (!Number.isFinite(amount))
      return { kind: 'bad', reason: `${spec.plus.column} '${added}' is no number` };
    return { kind: 'instant', value: start + Math.round(amount * UNIT_MS[spec.plus.unit]) };
  };
}

function parseDate(text: string, dates: Mapping['dates']): DateTime | null {
  for (const format of dates.formats) {
    const date = parseAs(text, format, dates.zone);
    if (date?.isValid) return date;
  }
  return null;
}

function parseAs(text: string, format: string, zone: string): DateTime | null {
  if (format === 'iso') return DateTime.fromISO(text, { zone });
  if (format === 'unix' || format === 'unix-ms') {
    if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
    return DateTime.fromMillis(Math.round(Number(text) * (format === 'unix' ? 1000 : 1)), { zone });
  }
  return DateTime.fromFormat(text, format, { zone, locale: 'en' });
}

function atTimeOfDay(date: DateTime, at: string): DateTime {
  const [hour = 0, minute = 0, second = 0] = at.split(':').map(Number);
  return date.set({ hour, minute, second, millisecond: 0 });
}
