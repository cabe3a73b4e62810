import fc from 'fast-check';
import { addDays, type Day } from '../time/days.ts';
import type { ScorerInput } from './decide.ts';
import { at, close, indicators, type Values, vector } from './given.ts';
import { type Scorecard, scorecardSchema } from './scorecard.ts';

const ids = [...indicators.keys()];
const points = fc.double({ min: 0, max: 100, noNaN: true });

export const anyValues: fc.Arbitrary<Values> = fc.dictionary(
  fc.constantFrom(...ids),
  fc.option(points, { freq: 4 }),
);

/** A condition on either side of an indicator's value. */
const when = fc
  .record({ indicator: fc.constantFrom(...ids), limit: points, below: fc.boolean() })
  .map(({ indicator, limit, below }) => ({ indicator, [below ? 'below' : 'above']: limit }));

const weights = fc.array(fc.nat(5), { minLength: ids.length, maxLength: ids.length });

/** Any scorecard over the indicators of the tests, in up to three groups. */
export const anyCard: fc.Arbitrary<Scorecard> = fc
  .record({
    weights: weights.filter((w) => w.some((n) => n > 0)),
    groups: fc.array(fc.constantFrom('weighted-mean', 'worst-of'), { minLength: 1, maxLength: 3 }),
    stability: fc.constantFrom('calm', 'normal', 'fast'),
    caps: fc.array(fc.record({ when, atMost: points }), { maxLength: 2 }),
    floors: fc.array(fc.record({ when, atLeast: points }), { maxLength: 2 }),
    coverageMinimum: fc.constantFrom(0, 25, 60),
  })
  .map(({ weights, groups, ...rest }) => ({
    ...rest,
    id: 'any',
    title: 'Any',
    groups: groups.flatMap((rollUp, g) => {
      const members = ids.flatMap((id, i) => (i % groups.length === g ? [{ id, weight: weights[i]! }] : []));
      return members.length > 0 ? [{ id: `g${g}`, weight: g + 1, rollUp, indicators: members }] : [];
    }),
  }))
  .map((document) => scorecardSchema.parse(document));

const FIRST_DAY: Day = '2026-02-01';

interface Version {
  readonly day: number;
  readonly facts: number;
  readonly closes: readonly number[];
}

/**
 * Vector messages of one account as the indicators service may publish them: what a version holds is a function of
 * the version, and a message carries any of the closes before its own day.
 */
export const anyVectors: fc.Arbitrary<ScorerInput[]> = fc
  .array(fc.record({ day: fc.nat(40), facts: fc.nat(3), closes: fc.array(fc.nat(39)) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((versions) => versions.map(message));

function message({ day, facts, closes }: Version): ScorerInput {
  const closed = [...new Set(closes)].filter((d) => d < day).sort((a, b) => a - b);
  const sent = closed.map((d) => {
    const parts = { facts: factsBy(d, facts), firstDay: FIRST_DAY };
    return close(addDays(FIRST_DAY, d), valuesOf(d, parts.facts), parts);
  });
  const total = factsBy(day, facts);
  const live = {
    values: valuesOf(day, total),
    asOf: at(addDays(FIRST_DAY, day), 12),
    facts: total,
    firstDay: FIRST_DAY,
  };
  return vector(live, sent);
}

/** Late facts add to every day's count; a later day never has fewer. */
function factsBy(day: number, late: number): number {
  return day * 10 + late;
}

/** Any values, but always the same for the same facts. */
function valuesOf(day: number, facts: number): Values {
  const pseudo = (salt: number) => ((day * 7919 + facts * 104_729 + salt * 1_299_709) % 1009) / 10.08;
  return { use: pseudo(1), renew: pseudo(2), nps: pseudo(3), 'usage-change': pseudo(4) };
}
