import { addDays, closeOf, DAY_MS, dayOf, type Instant, startOfDay } from '@bellwether/domain';
import fc from 'fast-check';

/** Days on which calendars differ: leap days, month and year ends, and a plain Wednesday. */
const AS_OF_DAYS = ['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-31', '2023-12-31', '2024-05-15'];

/** The widths of all windows in use, at whose edges mistakes live. */
const EDGES_DAYS = [
  0, 1, 7, 8, 14, 15, 27, 28, 29, 30, 31, 56, 57, 70, 71, 84, 85, 89, 90, 92, 98, 99, 119, 120, 179, 180, 364,
  365,
];

/** Three looks at an account: the day's very start or an instant in it, its close, and the close of an earlier day. */
export const asOfs: fc.Arbitrary<readonly Instant[]> = fc
  .tuple(
    fc.constantFrom(...AS_OF_DAYS),
    fc.oneof(fc.constant(0), fc.integer({ min: 1, max: DAY_MS - 2 })),
    fc.nat(40),
  )
  .map(([day, ms, earlier]) => [startOfDay(day) + ms, closeOf(day), closeOf(addDays(day, -1 - earlier))]);

const withinDayMs = fc.oneof(fc.constantFrom(0, 1, DAY_MS - 1), fc.integer({ min: 0, max: DAY_MS - 1 }));

/** Before `asOf` for the most part, often at the edge of a window; sometimes up to a day ahead of it. */
export function momentsAround(asOf: Instant): fc.Arbitrary<Instant> {
  const daysBack = (days: fc.Arbitrary<number>) =>
    fc.tuple(days, withinDayMs).map(([back, ms]) => startOfDay(addDays(dayOf(asOf), -back)) + ms);
  return fc.oneof(
    { weight: 4, arbitrary: daysBack(fc.integer({ min: 0, max: 40 })) },
    { weight: 4, arbitrary: daysBack(fc.integer({ min: 0, max: 130 })) },
    { weight: 1, arbitrary: daysBack(fc.integer({ min: 130, max: 400 })) },
    { weight: 3, arbitrary: daysBack(fc.constantFrom(...EDGES_DAYS)) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: DAY_MS }).map((ms) => asOf + ms) },
    { weight: 1, arbitrary: fc.constantFrom(asOf, asOf - 90 * DAY_MS, asOf - 90 * DAY_MS + 1) },
  );
}
