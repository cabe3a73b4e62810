/**
 * Where the rows come from that indicator expressions aggregate. `rows` is a SELECT over the relation
 * `requests` (i UInt32, tenant_id, account_id, as_of DateTime64(3,'UTC')) that yields, for every request, the
 * rows valid at its as-of, with at least the columns `i` and `as_of`. All expressions of one source are
 * evaluated in one pass over it. Conditions and cases are best settled in `rows`, close to the table, as 0 or 1
 * columns to sum: the engine's analysis of a condition costs as much as all that lies beneath it.
 */
export interface IndicatorSource {
  readonly id: string;
  /**
   * The lineage of every indicator on it: by signals topic, the fields its rows come from beside the
   * {@link ENVELOPE_FIELDS}, as the schemas name them. A test holds it against the SQL.
   */
  readonly reads: SignalReads;
  readonly rows: string;
  /** What is read besides indicators, over the same rows. */
  readonly details: readonly SourceDetail[];
}

/** Names of fields, as the schemas have them, by signals topic. */
export type SignalReads = Readonly<Record<string, readonly string[]>>;

/** What tells which fact a row is, whose, when it happened and which copy of it counts: every source reads them. */
export const ENVELOPE_FIELDS = ['eventId', 'tenantId', 'accountId', 'occurredAt', 'receivedAt'] as const;

/** The signals topics whose facts a source reads. */
export function topicsOf({ reads }: Pick<IndicatorSource, 'reads'>): readonly string[] {
  return Object.keys(reads);
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
