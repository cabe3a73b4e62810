import { type Derivation, type Indicator, type Item, isDerived, type Measured } from './definition.ts';
import type { Evaluation, IndicatorValue } from './evaluation.ts';

/** An evaluation of what was measured, with what follows from it: every indicator once, in their order. */
export function deriveAll(indicators: readonly Indicator[], measured: Evaluation): Evaluation {
  const values = new Map(measured.values.map((value) => [value.indicator, value]));
  for (const indicator of indicators) {
    if (!isDerived(indicator)) continue;
    const reading = indicator.derive(measuredBy(measured, values, indicator));
    values.set(indicator.id, { indicator: indicator.id, ...reading });
  }
  return { ...measured, values: indicators.map(({ id }) => values.get(id)!) };
}

/** The items behind an indicator's value; null where it has no list. `evaluation` was read with all its facets. */
export function itemsOf(indicator: Indicator, evaluation: Evaluation): readonly Item[] | null {
  if (!indicator.items) return null;
  const values = new Map(evaluation.values.map((value) => [value.indicator, value]));
  return indicator.items.list(measuredBy(evaluation, values, indicator.items));
}

function measuredBy(
  { facets, profile }: Evaluation,
  values: ReadonlyMap<string, IndicatorValue>,
  { from, facets: named = [] }: Derivation,
): Measured {
  return {
    reading: (id) => {
      const known = from.includes(id) ? values.get(id) : undefined;
      if (!known) throw new TypeError(`the indicator ${id} is not named, or not known before this one`);
      return { value: known.value, reason: known.reason };
    },
    facet: (id) => {
      if (!named.includes(id)) throw new TypeError(`the facet ${id} is not named`);
      return JSON.parse(facets[id] ?? 'null') as unknown;
    },
    profile,
  };
}
