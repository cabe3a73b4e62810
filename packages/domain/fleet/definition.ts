export type FleetUnit = 'ratio' | 'money' | 'count' | 'terms' | 'times';

/** One number that a metric is made of, shown beside it. */
export interface FleetPart {
  readonly id: string;
  readonly title: string;
  readonly unit: FleetUnit;
  /** SQL, an aggregate over revenue months: see {@link FleetMetric}. NULL where a rate is missing. */
  readonly value: string;
}

/**
 * A number of a whole tenant or of a segment in a month. It depends on many accounts, so it is never part of a vector: an
 * account's score must not move because another's did.
 *
 * Parts aggregate the rows of `revenue_monthly`, to which the column `back` is added: how many months before the month asked
 * about a row lies, 0 to 11.
 */
export interface FleetMetric {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly unit: FleetUnit;
  readonly direction: 'higher-is-healthier' | 'lower-is-healthier';
  /** What must be configured in config/costs.yaml for the tenant: what nobody has told is not 0. */
  readonly needs: readonly FleetNeed[];
  /** Months taken together, the one asked about included. */
  readonly windowMonths: number;
  readonly parts: readonly FleetPart[];
  /** SQL over the parts, by id in underscores; NULL where it cannot be asked. */
  readonly value: string;
  /** The formula in words and where it comes from. */
  readonly formula: string;
}

export type FleetNeed = 'acquisition' | 'retention' | 'margin';

/** How a metric is split: not at all, by the segment an account was in then, or by account. */
export type FleetSplit = 'tenant' | 'segment' | 'account';

/**
 * `no-rate`: a part of it is money without an exchange rate. `not-configured`: it needs spend or a margin that had not been told
 * by that month. `not-applicable`: there is nothing to divide by.
 */
export type FleetReason = 'no-rate' | 'not-configured' | 'not-applicable';

export interface FleetRow {
  /** The metric's id. */
  readonly metric: string;
  /** First day of the month. */
  readonly month: string;
  /** The segment or account it is of; empty for the tenant, and for spend of no account. */
  readonly of: string;
  readonly value: number | null;
  /** Set exactly when `value` is null. */
  readonly reason: FleetReason | null;
  /** In the order of the metric's parts. */
  readonly parts: readonly (number | null)[];
}
