/** Leading indicators move before the outcome; lagging ones report it. */
export type IndicatorKind = 'leading' | 'lagging';
/** `data` is behaviour that machines record; `human` is what people judge and say. */
export type Lens = 'data' | 'human';
export type IndicatorGroup =
  | 'usage'
  | 'adoption'
  | 'support'
  | 'voice'
  | 'judgement'
  | 'relationship'
  | 'goals'
  | 'commercial';
export type Team = 'cs' | 'product' | 'support' | 'sales' | 'finance';
export type Unit =
  | 'count'
  | 'per-week'
  | 'days'
  | 'hours'
  | 'ratio'
  | 'percent'
  | 'points'
  | 'score-1-5'
  | 'money-per-month';

/**
 * How a value becomes health, 0 to 100: linear between anchored points, flat outside them.
 * Points are sorted by value; health may rise or fall along them, which states the direction.
 */
export type HealthAnchors = readonly (readonly [value: number, health: number])[];

/**
 * One indicator: a function of (facts, account, as-of), defined once for live, past and backtest.
 * `value` and `reason` are SQL expressions over the rows of `source` for one (account, as-of), with every aggregate
 * over those rows marked as `{{…}}`: indicators that need the same one share it.
 */
export interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly group: IndicatorGroup;
  readonly kind: IndicatorKind;
  readonly lens: Lens;
  readonly unit: Unit;
  readonly direction: 'higher-is-healthier' | 'lower-is-healthier';
  /** The id of the {@link IndicatorSource} whose rows the expressions aggregate. */
  readonly source: string;
  /** Days the value looks back over; null when it reads the whole history or the current state. */
  readonly windowDays: number | null;
  /** Days of facts the account needs before the indicator may speak; 0 for absolute ones. */
  readonly historyDaysMin: number;
  /** SQL, Nullable(Float64), over the rows of one (account, as-of). */
  readonly value: string;
  /** SQL, a MissingReason as String; read only where `value` is NULL. An account without any row is `never`. */
  readonly reason: string;
  readonly health: HealthAnchors;
  /** The formula in words and where it comes from. */
  readonly formula: string;
  /** What a bad value means and what the team should do. */
  readonly nextStep: string;
  readonly team: Team;
}
