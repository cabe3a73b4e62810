import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  closeOf,
  DAY_MS,
  dayOf,
  daysBetween,
  type Instant,
  lastClosedDay,
  lastClosedDays,
  startOfDay,
} from './days.ts';

const instants = fc.date({ noInvalidDate: true, min: new Date('1960-01-01'), max: new Date('2100-01-01') });
const anInstant = instants.map((date): Instant => date.getTime());

test('a day begins with its first millisecond and closes with its last, before 1970 as well', () => {
  expect(dayOf(startOfDay('2024-02-29'))).toBe('2024-02-29');
  expect(dayOf(closeOf('2024-02-29'))).toBe('2024-02-29');
  expect(dayOf(closeOf('2024-02-29') + 1)).toBe('2024-03-01');
  expect(dayOf(-1)).toBe('1969-12-31');
});

test('every instant lies in its day, and in no other', () => {
  fc.assert(
    fc.property(anInstant, (instant) => {
      const day = dayOf(instant);
      expect(startOfDay(day)).toBeLessThanOrEqual(instant);
      expect(closeOf(day)).toBeGreaterThanOrEqual(instant);
      expect(closeOf(day) - startOfDay(day)).toBe(DAY_MS - 1);
    }),
  );
});

test('days are counted over leap days and ends of years, in both directions', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
  expect(daysBetween('2025-01-01', '2024-01-01')).toBe(-366);
});

test('the newest closed day is yesterday until the last millisecond of today', () => {
  expect(lastClosedDay(startOfDay('2026-03-10'))).toBe('2026-03-09');
  expect(lastClosedDay(closeOf('2026-03-10') - 1)).toBe('2026-03-09');
  expect(lastClosedDay(closeOf('2026-03-10'))).toBe('2026-03-10');
});

test('no later close has come yet', () => {
  fc.assert(
    fc.property(anInstant, (asOf) => {
      const day = lastClosedDay(asOf);
      expect(closeOf(day)).toBeLessThanOrEqual(asOf);
      expect(closeOf(addDays(day, 1))).toBeGreaterThan(asOf);
    }),
  );
});

test('closed days follow each other up to the newest', () => {
  expect(lastClosedDays(closeOf('2024-03-01'), 3)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
  expect(lastClosedDays(closeOf('2024-03-01'), 0)).toEqual([]);
});

test('refuses an instant that no date can hold', () => {
  expect(() => dayOf(8.64e15 + 1)).toThrow(RangeError);
  expect(() => dayOf(Number.NaN)).toThrow(RangeError);
});
