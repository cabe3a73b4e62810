import { type Derivation, type Indicator, isDerived, isMeasured } from './definition.ts';
import { fieldsBehind, type SignalField } from './fields.ts';
import { ENVELOPE_FIELDS, type IndicatorSource } from './source.ts';
import { SOURCES } from './sources/catalogue.ts';

/** What an indicator, and the list behind it, come from, at any distance. */
export interface Lineage {
  /** Ids of other indicators. */
  readonly indicators: ReadonlySet<string>;
  /** Ids of facets and lists, and of what is known of the account, such as `segment`. */
  readonly details: ReadonlySet<string>;
  /** Ids. */
  readonly sources: ReadonlySet<string>;
  /** As `signals.ticket.priority`. */
  readonly fields: ReadonlySet<SignalField>;
}

/** The lineage of `indicator` among `indicators`, the lists behind it included. */
export function lineageOf(indicator: Indicator, indicators: readonly Indicator[]): Lineage {
  const byId = new Map(indicators.map((other) => [other.id, other]));
  const found = {
    indicators: new Set<string>(),
    details: new Set<string>(),
    sources: new Set<string>(),
    fields: new Set<SignalField>(),
  };
  follow(indicator);
  return found;

  function follow(reader: Indicator): void {
    if (isMeasured(reader)) {
      const source = SOURCES.find(({ id }) => id === reader.source);
      if (source) add(source, [reader.value, reader.reason]);
    }
    for (const { from, facets = [], profile = [] } of derivationsOf(reader)) {
      for (const id of [...facets, ...profile]) addDetail(id);
      for (const id of from) {
        const other = byId.get(id);
        if (id === indicator.id || found.indicators.has(id) || !other) continue;
        found.indicators.add(id);
        follow(other);
      }
    }
  }

  function addDetail(id: string): void {
    found.details.add(id);
    for (const source of SOURCES) {
      const detail = source.details.find((d) => d.id === id);
      if (detail) add(source, [detail.value]);
    }
  }

  function add(source: IndicatorSource, expressions: readonly string[]): void {
    found.sources.add(source.id);
    for (const field of fieldsBehind(source, expressions)) found.fields.add(field);
  }
}

/**
 * Fields that sources read and the schemas do not have, each with the indicators that come from it. `schemaFields` gives
 * the names of a topic's fields; null where there is no such topic.
 */
export function missingFields(
  indicators: readonly Indicator[],
  schemaFields: (topic: string) => ReadonlySet<string> | null,
): string[] {
  const lineages = indicators.map((indicator) => [indicator.id, lineageOf(indicator, indicators)] as const);
  return SOURCES.flatMap((source) =>
    Object.entries(source.reads).flatMap(([topic, fields]) =>
      [...ENVELOPE_FIELDS, ...fields]
        .filter((field) => !schemaFields(topic)?.has(field))
        .map((field) => {
          const readers = lineages
            .filter(
              ([, { sources, fields: read }]) => sources.has(source.id) && read.has(`${topic}.${field}`),
            )
            .map(([id]) => id);
          return `the schema of ${topic} has no ${field}, which the source ${source.id} reads for ${readers.join(', ') || 'what it says of the account'}`;
        }),
    ),
  );
}

function derivationsOf(indicator: Indicator): Derivation[] {
  const { items, proposes } = indicator;
  return [...(isDerived(indicator) ? [indicator] : []), ...[items, proposes].filter((d) => d !== undefined)];
}
