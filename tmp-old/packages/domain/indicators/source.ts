/**
 * Where the rows come from that indicator expressions aggregate. `rows` is a SELECT over the relation
 * `requests` (i UInt32, tenant_id, account_id, as_of DateTime64(3,'UTC')) that yields, for every request, the
 * rows valid at its as-of, with at least the columns `i` and `as_of`. All expressions of one source are
 * evaluated in one pass over it. Conditions and cases are best settled in `rows`, close to the table, as 0 or 1
 * columns to sum: the engine's analysis of a condition costs as much as all that lies beneath it.
 */
export interface IndicatorSource {
  readonly id: string;
  /** The signals topics whose facts it reads: the lineage of every indicator on it. */
  readonly topics: readonly string[];
  readonly rows: string;
  /** What is read besides indicators, over the same rows. */
  readonly details: readonly SourceDetail[];
}

/**
 * - `account`: what every reader wants to know of the account, always read;
 * - `facet`: JSON that derived indicators join with other sources, read with them, and kept with the vector, so that a
 *   flush that does not touch the source still has it. Lists in it are sorted and bounded;
 * - `list`: JSON that only lists of items need, read where somebody looks.
 */
export type DetailUse = 'account' | 'facet' | 'list';

export interface SourceDetail {
  readonly id: string;
  readonly use: DetailUse;
  /** SQL, Nullable(String). */
  readonly value: string;
}
