import { INDICATORS } from './catalogue.ts';
import type { Indicator } from './definition.ts';
import type { IndicatorSource } from './source.ts';
import { SOURCES } from './sources/catalogue.ts';

/** The indicators of one source, in the order of the arrays its branch of the query yields. */
export interface ComposedSource {
  readonly source: IndicatorSource;
  readonly indicators: readonly Indicator[];
}

/**
 * All indicators as one query: one branch a source, every branch with the columns `i`, `source`, `values`
 * (Array(Nullable(Float64))), `reasons` (Array(String)) and `details` (Array(Nullable(String))). A source without
 * rows for a request yields none.
 */
export interface EvaluationQuery {
  readonly indicators: readonly Indicator[];
  readonly sources: readonly ComposedSource[];
  /** `requests` is a SELECT of i UInt32, tenant_id, account_id, as_of DateTime64(3,'UTC'); i is unique. */
  toSQL(requests: string): string;
}

/** Throws when an indicator names a source that does not exist. */
export function composeEvaluation(indicators: readonly Indicator[] = INDICATORS): EvaluationQuery {
  const orphan = indicators.find((i) => !SOURCES.some((s) => s.id === i.source));
  if (orphan) throw new TypeError(`indicator ${orphan.id} reads the unknown source ${orphan.source}`);
  const sources = SOURCES.map((source) => ({
    source,
    indicators: indicators.filter((i) => i.source === source.id),
  })).filter((s) => s.indicators.length > 0 || s.source.details.length > 0);
  return {
    indicators,
    sources,
    toSQL: (requests) => `WITH requests AS (${requests})\n${sources.map(branchOf).join('\nUNION ALL\n')}`,
  };
}

function branchOf({ source, indicators }: ComposedSource): string {
  const values = indicators.map((i) => `CAST(${i.value} AS Nullable(Float64))`);
  const reasons = indicators.map((i) => `CAST(${i.reason} AS String)`);
  const details = source.details.map((d) => `CAST(${d.value} AS Nullable(String))`);
  return `SELECT i, '${source.id}' AS source,
${arrayOf(values, 'Nullable(Float64)')} AS values,
${arrayOf(reasons, 'String')} AS reasons,
${arrayOf(details, 'Nullable(String)')} AS details
FROM (${source.rows})
GROUP BY i, as_of`;
}

function arrayOf(expressions: readonly string[], type: string): string {
  return `CAST([${expressions.join(',\n  ')}] AS Array(${type}))`;
}
