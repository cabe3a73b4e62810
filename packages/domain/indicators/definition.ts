import type { Instant } from '../time/days.ts';
import type { AccountProfile, IndicatorValue } from './evaluation.ts';

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
  | 'per-month'
  | 'hours-per-week'
  | 'days'
  | 'hours'
  | 'ratio'
  | 'percent'
  | 'points'
  | 'score-1-5'
  | 'score-1-7'
  | 'money'
  | 'money-per-month'
  | 'money-per-year';

/**
 * How a value becomes health, 0 to 100: linear between anchored points, flat outside them.
 * Points are sorted by value; health may rise or fall along them, which states the direction.
 */
export type HealthAnchors = readonly (readonly [value: number, health: number])[];

/** What every indicator says of itself, however its value comes about. */
export interface IndicatorFacts {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly group: IndicatorGroup;
  readonly kind: IndicatorKind;
  readonly lens: Lens;
  readonly unit: Unit;
  readonly direction: 'higher-is-healthier' | 'lower-is-healthier';
  /** Days the value looks back over; null when it reads the whole history or the current state. */
  readonly windowDays: number | null;
  /** Days of facts the account needs before the indicator may speak; 0 for absolute ones. */
  readonly historyDaysMin: number;
  readonly health: HealthAnchors;
  /** The formula in words and where it comes from. */
  readonly formula: string;
  /** What a bad value means and what the team should do. */
  readonly nextStep: string;
  readonly team: Team;
  /**
   * False where a poor value is a gap in what we know or do rather than a reason for somebody to worry, and a good one says
   * nothing of how they feel: neither worry nor mask of masked-risk, whatever its group.
   */
  readonly worries?: false;
  /**
   * True where the value grows while its window fills: an account younger than the window is not unhealthy for what it had
   * no time to do yet. See {@link healthAt}.
   */
  readonly fills?: true;
  /** What the value counts or stands for, by name: shown where somebody looks, never part of a vector. */
  readonly items?: ItemList;
  /** What a good value invites to: the items' names are part of every vector, so a few short ones, the most telling first. */
  readonly proposes?: ItemList;
}

/**
 * An indicator measured over facts: `value` and `reason` are SQL expressions over the rows of `source` for one
 * (account, as-of), with every aggregate over those rows marked as `{{…}}`: indicators that need the same one share it.
 */
export interface MeasuredIndicator extends IndicatorFacts {
  /** The id of the {@link IndicatorSource} whose rows the expressions aggregate. */
  readonly source: string;
  /** SQL, Nullable(Float64), over the rows of one (account, as-of). */
  readonly value: string;
  /** SQL, a MissingReason as String; read only where `value` is NULL. An account without any row is `never`. */
  readonly reason: string;
}

/**
 * An indicator that joins what several sources say, such as active users and seats: a pure function of what was
 * measured. It costs no query, and sources stay one branch each.
 */
export interface DerivedIndicator extends IndicatorFacts, Derivation {
  readonly derive: (from: Measured) => Reading;
}

/** What a derivation may read: its lineage. */
export interface Derivation {
  /** Indicators by id; each stands before this one in the catalogue. */
  readonly from: readonly string[];
  /** Facets by id: see {@link SourceDetail}. */
  readonly facets?: readonly string[];
  /** What it reads of what is known about the account. */
  readonly profile?: readonly (keyof AccountProfile)[];
}

/** One indicator: a function of (facts, account, as-of), defined once for live, past and backtest. */
export type Indicator = MeasuredIndicator | DerivedIndicator;

export type Reading = Pick<IndicatorValue, 'value' | 'reason'>;

/** What was measured of one account at one instant. Reading what the derivation does not name is an error. */
export interface Measured {
  reading(indicator: string): Reading;
  /** The facet's JSON, parsed; null where its source has no rows. */
  facet(id: string): unknown;
  readonly tenantId: string;
  /** Of the account, what the derivation names. */
  readonly profile: AccountProfile;
  /** The instant it is about. Facets may be older than it: what depends on time is reckoned from here. */
  readonly asOf: Instant;
}

/** A list behind a value: pure, from what was measured. */
export interface ItemList extends Derivation {
  readonly list: (from: Measured) => readonly Item[];
}

export interface Item {
  readonly item: string;
  /** Why it is listed, in words. */
  readonly because: string;
  /** How much there is of it, in the unit the indicator's text says; null where it cannot be counted. */
  readonly amount: number | null;
}

export function isDerived(indicator: Indicator): indicator is DerivedIndicator {
  return !isMeasured(indicator);
}

export function isMeasured(indicator: Indicator): indicator is MeasuredIndicator {
  return 'source' in indicator;
}
