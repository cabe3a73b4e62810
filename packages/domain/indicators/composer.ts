import { INDICATORS } from './catalogue.ts';
import {
  type Derivation,
  type Indicator,
  isDerived,
  isMeasured,
  type MeasuredIndicator,
} from './definition.ts';
import type { IndicatorSource, SourceDetail } from './source.ts';
import { SOURCES } from './sources/catalogue.ts';
import { ASKED_ACCOUNTS } from './sql/facts.ts';
import { measuresOf } from './sql/measures.ts';

/** The indicators and details of one source, in the order of the arrays its branch of the query yields. */
export interface ComposedSource {
  readonly source: IndicatorSource;
  readonly indicators: readonly MeasuredIndicator[];
  readonly details: readonly SourceDetail[];
}

/** All indicators, as one statement a source that says what every one of its indicators and details is. */
export interface EvaluationQuery {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly ComposedSource[];
}

/** What is asked, as SQL. */
export interface RequestsSQL {
  /** A SELECT of i UInt32, tenant_id, account_id, as_of DateTime64(3,'UTC'); i is unique. */
  readonly relation: string;
  /** The right side of `(tenant_id, account_id) IN`: the same accounts, as tuples or as a SELECT from `requests`. */
  readonly accounts: string;
}

export interface CompositionOptions {
  /** Reads what lists of items need as well; the hot path does without. */
  readonly items?: boolean;
}

/** Throws when an indicator reads a source, an indicator or a facet that does not exist. */
export function composeEvaluation(
  indicators: readonly Indicator[] = INDICATORS,
  { items = false }: CompositionOptions = {},
): EvaluationQuery {
  checkLineage(indicators);
  const facets = facetsRead(indicators, items);
  const sources = SOURCES.map((source) => ({
    source,
    indicators: indicators.filter(isMeasured).filter((i) => i.source === source.id),
    details: source.details.filter(({ id, use }) => use === 'account' || facets.has(id)),
  })).filter((s) => s.indicators.length > 0 || s.details.length > 0);
  return { indicators, sources };
}

/** The facets that these indicators derive from or propose by, and with `items` those of their lists. */
export function facetsRead(indicators: readonly Indicator[], items = false): ReadonlySet<string> {
  const derivations: Derivation[] = indicators.filter(isDerived);
  const proposing = indicators.flatMap((i) => i.proposes ?? []);
  const lists = items ? indicators.flatMap((i) => i.items ?? []) : [];
  return new Set([...derivations, ...proposing, ...lists].flatMap(({ facets = [] }) => facets));
}

function checkLineage(indicators: readonly Indicator[]): void {
  const details = new Map(SOURCES.flatMap((source) => source.details.map((d) => [d.id, d.use] as const)));
  const before = new Set<string>();
  for (const indicator of indicators) {
    const { id, items, proposes } = indicator;
    if (isMeasured(indicator)) {
      if (!SOURCES.some((s) => s.id === indicator.source))
        throw new TypeError(`indicator ${id} reads the unknown source ${indicator.source}`);
    } else {
      const unknown = indicator.from.find((other) => !before.has(other));
      if (unknown)
        throw new TypeError(`indicator ${id} derives from ${unknown}, which does not stand before it`);
      const facet = indicator.facets?.find((name) => details.get(name) !== 'facet');
      if (facet) throw new TypeError(`indicator ${id} derives from the unknown facet ${facet}`);
    }
    const listed = items?.facets?.find((name) => !details.has(name));
    if (listed) throw new TypeError(`the items of ${id} read the unknown detail ${listed}`);
    const proposed = proposes?.facets?.find((name) => details.get(name) !== 'facet');
    if (proposed) throw new TypeError(`the proposals of ${id} read the unknown facet ${proposed}`);
    before.add(id);
  }
}

/**
 * The columns `i`, `values` (Array(Nullable(Float64))), `reasons` (Array(String)) and `details` (Array(Nullable(String))), in
 * the order of the source's. Requests that the source has no rows for yield none.
 */
export function sourceSQL(
  { source, indicators, details }: ComposedSource,
  { relation, accounts }: RequestsSQL,
): string {
  const values = indicators.map((i) => i.value);
  const reasons = indicators.map((i) => i.reason);
  const texts = details.map((d) => d.value);
  const measures = measuresOf([...values, ...reasons, ...texts]);
  const array = (expressions: readonly string[], type: string) =>
    `CAST([${expressions.map((e) => `CAST(${measures.read(e)} AS ${type})`).join(',\n  ')}] AS Array(${type}))`;
  return `WITH requests AS (${relation})
SELECT i,
${array(values, 'Nullable(Float64)')} AS values,
${array(reasons, 'String')} AS reasons,
${array(texts, 'Nullable(String)')} AS details
FROM (SELECT ${['i', ...measures.columns].join(',\n  ')}
FROM (${source.rows.replaceAll(ASKED_ACCOUNTS, () => accounts)})
GROUP BY i)`;
}
