import type { AccountRef } from '../keys.ts';
import type { Day, Instant } from '../time/days.ts';

/**
 * Why an indicator has no value. `never`: no fact of its kind has ever been seen. `too-little-history`: there are facts,
 * but fewer of them, or fewer days, than the indicator needs. `silent`: there were facts, but none in the time it looks at,
 * so there is nothing to take a mean or a share of. `not-applicable`: the facts say it cannot be asked (no seats
 * licensed, no renewal ahead). `no-rate`: money in a currency that has no rate into the tenant's base currency on that day,
 * which is a mistake of configuration. None of them is 0: what can be counted has gone silent at 0, such as logins.
 */
export type MissingReason = 'never' | 'too-little-history' | 'silent' | 'not-applicable' | 'no-rate';

export interface IndicatorValue {
  readonly indicator: string;
  /** In the indicator's own unit; null when it may not speak yet. */
  readonly value: number | null;
  /** Set exactly when `value` is null. */
  readonly reason: MissingReason | null;
}

/**
 * What a vector was computed from. Compared field by field in this order: a lower version is ignored,
 * an equal one is applied.
 */
export interface VectorVersion {
  /** The tenant's epoch the evaluation was made under. */
  readonly epoch: number;
  /** Distinct facts of the account whose UTC day is not after as-of's day, over every source. */
  readonly facts: number;
  /** Sum of `receivedAt` (ms) of those facts' winning copies. Passes 2^53, hence bigint. */
  readonly receivedSum: bigint;
  readonly asOf: Instant;
}

export function compareVersions(a: VectorVersion, b: VectorVersion): number {
  return (
    a.epoch - b.epoch ||
    a.facts - b.facts ||
    (a.receivedSum < b.receivedSum ? -1 : a.receivedSum > b.receivedSum ? 1 : 0) ||
    a.asOf - b.asOf
  );
}

/** The current answer to one scored assessment question. */
export interface CurrentAnswer {
  readonly questionId: string;
  /** The event that gave it: a new id is a new answer, even with the same score. */
  readonly eventId: string;
  /** When it was given; of a score for an earlier open answer, when that was given. */
  readonly givenAt: Instant;
}

/** What a reader of a score change wants to know about the account; null where no fact says it. */
export interface AccountProfile {
  readonly name: string | null;
  readonly segment: string | null;
  readonly lifecycleStage: string | null;
  readonly csmId: string | null;
  readonly csmName: string | null;
  readonly csmEmail: string | null;
  /** Monthly recurring revenue over open, non-trial subscriptions, in the tenant's base currency; null without a rate. */
  readonly mrr: number | null;
  /** The earliest end of an open term that lies ahead. */
  readonly renewalAt: Instant | null;
  /** When the last of the account's subscriptions ended; null while one is open, or where there never was one. */
  readonly churnedAt: Instant | null;
}

/** An account that no fact has said anything of. */
export const NO_PROFILE: AccountProfile = {
  name: null,
  segment: null,
  lifecycleStage: null,
  csmId: null,
  csmName: null,
  csmEmail: null,
  mrr: null,
  renewalAt: null,
  churnedAt: null,
};

export const PROPOSALS_MAX = 3;

export type Facets = Readonly<Record<string, string | null>>;

/** All indicators of one account at one instant. */
export interface Evaluation {
  readonly version: VectorVersion;
  /** In catalogue order, every indicator exactly once. */
  readonly values: readonly IndicatorValue[];
  /** Sorted by questionId. */
  readonly answers: readonly CurrentAnswer[];
  readonly profile: AccountProfile;
  /**
   * The facets read, by id, as JSON; null where the source has no rows. Kept with the recorded vector for the next
   * evaluation to build on; consumers of vectors are not told.
   */
  readonly facets: Facets;
  /** The UTC day of the account's first fact; closes before it do not exist. */
  readonly firstDay: Day;
  /** What to take up next in the account's plan should it have room to grow: features, the most telling first, at most {@link PROPOSALS_MAX}; else a goal. */
  readonly proposals: readonly string[];
}

export interface EvaluationRequest extends AccountRef {
  readonly asOf: Instant;
  /** Given where the answer may build on an earlier one; left out, every value is read anew. */
  readonly after?: EvaluationBefore;
}

/**
 * An earlier evaluation of the account under the same epoch, and what is known to have landed since. State that none
 * of these topics can have changed is carried over from it.
 */
export interface EvaluationBefore {
  readonly evaluation: Evaluation;
  readonly topics: ReadonlySet<string>;
  /** How many facts they brought at most. An account that has more was also fed by somebody else. */
  readonly factsMax: number;
}

/** True when both say the same about the account, whatever they were computed from. */
export function sameContent(a: Evaluation, b: Evaluation): boolean {
  return contentOf(a) === contentOf(b);
}

function contentOf(e: Evaluation): string {
  return JSON.stringify([
    e.values.map((v) => [v.indicator, v.value, v.reason]),
    e.answers.map((a) => [a.questionId, a.eventId, a.givenAt]),
    sorted(e.profile),
    e.proposals,
    // Not told, but recorded: the next evaluation may build on them.
    sorted(e.facets),
  ]);
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
