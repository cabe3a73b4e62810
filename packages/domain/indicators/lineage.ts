import { type Derivation, type Indicator, isDerived, isMeasured } from './definition.ts';
import { ENVELOPE_FIELDS, type IndicatorSource } from './source.ts';
import { SOURCES } from './sources/catalogue.ts';

/** What an indicator, or a list behind one, comes from, at any distance. */
export interface Lineage {
  /** Ids of other indicators. */
  readonly indicators: ReadonlySet<string>;
  /** Ids of facets, and of what is known of the account, such as `segment`. */
  readonly details: ReadonlySet<string>;
  readonly sources: ReadonlySet<IndicatorSource>;
}

/** The lineage of `indicator` among `indicators`, the list behind it included. */
export function lineageOf(indicator: Indicator, indicators: readonly Indicator[]): Lineage {
  const byId = new Map(indicators.map((other) => [other.id, other]));
  const found = {
    indicators: new Set<string>(),
    details: new Set<string>(),
    sources: new Set<IndicatorSource>(),
  };
  follow(indicator);
  return found;

  function follow(reader: Indicator): void {
    if (isMeasured(reader)) addSource(({ id }) => id === reader.source);
    for (const { from, facets = [], profile = [] } of derivationsOf(reader)) {
      for (const id of [...facets, ...profile]) {
        found.details.add(id);
        addSource(({ details }) => details.some((detail) => detail.id === id));
      }
      for (const id of from) {
        const other = byId.get(id);
        if (id === indicator.id || found.indicators.has(id) || !other) continue;
        found.indicators.add(id);
        follow(other);
      }
    }
  }

  function addSource(matches: (source: IndicatorSource) => boolean): void {
    for (const source of SOURCES.filter(matches)) found.sources.add(source);
  }
}

/** Every field a source reads, of every fact its own and the envelope's: `{ topic, field }`. */
export function fieldsReadBy({ reads }: Pick<IndicatorSource, 'reads'>): { topic: string; field: string }[] {
  return Object.entries(reads).flatMap(([topic, fields]) =>
    [...ENVELOPE_FIELDS, ...fields].map((field) => ({ topic, field })),
  );
}

/**
 * Fields that sources read and the schemas do not have, each with the indicators that would be without it.
 * `schemaFields` gives the names of a topic's fields; null for a topic there is not.
 */
export function missingFields(
  indicators: readonly Indicator[],
  schemaFields: (topic: string) => ReadonlySet<string> | null,
): string[] {
  return SOURCES.flatMap((source) => {
    const readers = indicators
      .filter((indicator) => lineageOf(indicator, indicators).sources.has(source))
      .map(({ id }) => id);
    return fieldsReadBy(source)
      .filter(({ topic, field }) => !schemaFields(topic)?.has(field))
      .map(
        ({ topic, field }) =>
          `${topic}.${field} is not in the schema, but the source ${source.id} reads it for ${readers.join(', ') || 'the account'}`,
      );
  });
}

function derivationsOf(indicator: Indicator): Derivation[] {
  return [...(isDerived(indicator) ? [indicator] : []), ...(indicator.items ? [indicator.items] : [])];
}
