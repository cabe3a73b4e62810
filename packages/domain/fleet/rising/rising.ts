import { topicsOf } from '../../indicators/source.ts';
import { median } from '../../statistics/median.ts';
import { addDays, type Day, dayOf, type Instant } from '../../time/days.ts';
import { RISING_KINDS } from './kinds.ts';
import type { AffectedRow, ExposedRow, FirstDayRow } from './query.ts';
import { chanceOf, FORTNIGHT_DAYS, isRising, USUAL_FORTNIGHTS_MAX, USUAL_FORTNIGHTS_MIN } from './rule.ts';

/** Something that befalls more accounts than usual, and whom it has not reached. */
export interface Rising {
  readonly kind: string;
  readonly subject: string;
  /** Accounts in the last fortnight. */
  readonly affected: readonly string[];
  /** The median of the fortnights before. */
  readonly usual: number;
  /** The chance of so many accounts without anything having changed. */
  readonly chance: number;
  /** Paying accounts that are not affected: of a feature, those that use it or have it licensed. The largest first. */
  readonly notYet: readonly { readonly accountId: string; readonly mrr: number | null }[];
  /** Their MRR together; null where one has no exchange rate. */
  readonly mrrNotYet: number | null;
}

export type RisingAnswer =
  /** `unjudged` are kinds whose sources have not been heard of for as long. */
  | { readonly kind: 'rising'; readonly rising: readonly Rising[]; readonly unjudged: readonly string[] }
  /** Of nothing are there eight weeks before the last fortnight: nothing is usual yet. */
  | { readonly kind: 'too-little-history' };

/** By kind, how many fortnights tell what is usual. A source that was connected lately has not been usual yet. */
export function fortnightsByKind(firstDays: readonly FirstDayRow[], asOf: Instant): Map<string, number> {
  const first = new Map(firstDays);
  return new Map(
    RISING_KINDS.map((kind) => {
      const each = topicsOf(kind).map((topic) => usualFortnights(first.get(topic) ?? null, asOf));
      return [kind.id, Math.min(...each)];
    }),
  );
}

/** How many whole fortnights there are before the newest one. */
export function usualFortnights(firstDay: Day | null, asOf: Instant): number {
  if (firstDay === null) return 0;
  let whole = 0;
  while (whole < USUAL_FORTNIGHTS_MAX && firstDay <= addDays(dayOf(asOf), 1 - FORTNIGHT_DAYS * (whole + 2)))
    whole += 1;
  return whole;
}

/** What rises, the least likely first, of the kinds whose past says what is usual. */
export function risingOf(
  affected: readonly AffectedRow[],
  exposed: readonly ExposedRow[],
  fortnights: ReadonlyMap<string, number>,
): RisingAnswer {
  if (Math.max(...fortnights.values()) < USUAL_FORTNIGHTS_MIN) return { kind: 'too-little-history' };
  const subjects = new Map<string, number>();
  for (const [kind] of affected) subjects.set(kind, (subjects.get(kind) ?? 0) + 1);
  const rising = affected.flatMap(([kind, subject, counts, accounts]): Rising[] => {
    const before = fortnights.get(kind)!;
    if (before < USUAL_FORTNIGHTS_MIN) return [];
    const usual = median(counts.slice(1, before + 1));
    if (!isRising(accounts.length, usual, subjects.get(kind)!)) return [];
    const notYet = whomNotYet(kind, subject, accounts, exposed);
    const known = notYet.every(({ mrr }) => mrr !== null);
    const mrrNotYet = known ? notYet.reduce((total, { mrr }) => total + mrr!, 0) : null;
    return [
      {
        kind,
        subject,
        affected: accounts,
        usual,
        chance: chanceOf(accounts.length, usual),
        notYet,
        mrrNotYet,
      },
    ];
  });
  const unjudged = [...fortnights].flatMap(([kind, n]) => (n < USUAL_FORTNIGHTS_MIN ? kind : []));
  return { kind: 'rising', rising: rising.sort((a, b) => a.chance - b.chance), unjudged };
}

function whomNotYet(
  kind: string,
  subject: string,
  affected: readonly string[],
  exposed: readonly ExposedRow[],
) {
  const { ofFeature } = RISING_KINDS.find(({ id }) => id === kind)!;
  const reached = new Set(affected);
  return exposed
    .filter(
      ([accountId, , features]) => !reached.has(accountId) && (!ofFeature || features.includes(subject)),
    )
    .map(([accountId, mrr]) => ({ accountId, mrr }))
    .sort((a, b) => (b.mrr ?? 0) - (a.mrr ?? 0) || (a.accountId < b.accountId ? -1 : 1));
}
