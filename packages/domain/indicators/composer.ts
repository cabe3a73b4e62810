import { INDICATORS } from './catalogue.ts';
import type { Indicator } from './definition.ts';
import type { IndicatorSource } from './source.ts';
import { SOURCES } from './sources/catalogue.ts';
import { ASKED_ACCOUNTS } from './sql/facts.ts';
import { measuresOf } from './sql/measures.ts';

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
  /** Only sources that read one of `topics` are asked, as another has no rows, and none of `carried`. Null when that leaves none. */
  toSQL(
    requests: RequestsSQL,
    topics: ReadonlySet<string>,
    carried?: ReadonlySet<ComposedSource>,
  ): string | null;
}

/** What is asked, as SQL. */
export interface RequestsSQL {
  /** A SELECT of i UInt32, tenant_id, account_id, as_of DateTime64(3,'UTC'); i is unique. */
  readonly relation: string;
  /** The right side of `(tenant_id, account_id) IN`: the same accounts, as tuples or as a SELECT from `requests`. */
  readonly accounts: string;
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
    toSQL: ({ relation, accounts }, topics, carried) => {
      const asked = sources.filter(
        (composed) => !carried?.has(composed) && composed.source.topics.some((topic) => topics.has(topic)),
      );
      if (asked.length === 0) return null;
      const branches = asked
        .map(branchOf)
        .join('\nUNION ALL\n')
        .replaceAll(ASKED_ACCOUNTS, () => accounts);
      return `WITH requests AS (${relation})\n${branches}`;
    },
  };
}

function branchOf({ source, indicators }: ComposedSource): string {
  const values = indicators.map((i) => i.value);
  const reasons = indicators.map((i) => i.reason);
  const details = source.details.map((d) => d.value);
  const measures = measuresOf([...values, ...reasons, ...details]);
  const array = (expressions: readonly string[], type: string) =>
    `CAST([${expressions.map((e) => `CAST(${measures.read(e)} AS ${type})`).join(',\n  ')}] AS Array(${type}))`;
  return `SELECT i, '${source.id}' AS source,
${array(values, 'Nullable(Float64)')} AS values,
${array(reasons, 'String')} AS reasons,
${array(details, 'Nullable(String)')} AS details
FROM (SELECT ${['i', ...measures.columns].join(',\n  ')}
FROM (${source.rows})
GROUP BY i)`;
}
