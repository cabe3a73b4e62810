import { type Day, dayOf, type Instant } from '@bellwether/domain';

/** First days of the last `months` months up to the one as-of lies in. */
export function monthsUpTo(asOf: Instant, months: number): { readonly from: Day; readonly to: Day } {
  const [year, month] = dayOf(asOf).split('-').map(Number) as [number, number];
  return { from: dayOf(Date.UTC(year, month - months, 1)), to: dayOf(Date.UTC(year, month - 1, 1)) };
}
