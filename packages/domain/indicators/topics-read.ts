import { type Indicator, isMeasured } from './definition.ts';
import { fieldsBehind } from './fields.ts';
import type { IndicatorSource } from './source.ts';
import { SOURCES } from './sources/catalogue.ts';

const known = new WeakMap<Indicator, ReadonlySet<string>>();

/** The signals topics whose facts, or their absence, an indicator's value follows from; not the list behind it. */
export function topicsReadBy(
  indicator: Indicator,
  indicators: ReadonlyMap<string, Indicator>,
): ReadonlySet<string> {
  const read = known.get(indicator) ?? new Set(topicsOf(indicator, indicators));
  known.set(indicator, read);
  return read;
}

function topicsOf(indicator: Indicator, indicators: ReadonlyMap<string, Indicator>): string[] {
  if (isMeasured(indicator))
    return SOURCES.filter(({ id }) => id === indicator.source).flatMap((source) =>
      topicsBehind(source, [indicator.value, indicator.reason]),
    );
  const { from, facets = [] } = indicator;
  const joined = from.flatMap((id) => {
    const other = indicators.get(id);
    return other === undefined ? [] : [...topicsReadBy(other, indicators)];
  });
  const seen = SOURCES.flatMap((source) =>
    source.details
      .filter(({ id }) => facets.includes(id))
      .flatMap(({ value }) => topicsBehind(source, [value])),
  );
  return [...joined, ...seen];
}

function topicsBehind(source: IndicatorSource, expressions: readonly string[]): string[] {
  return fieldsBehind(source, expressions).map((field) => field.slice(0, field.lastIndexOf('.')));
}
