import { NO_PROFILE } from '../indicators/evaluation.ts';
import { closeOf, type Day, type Instant } from '../time/days.ts';
import { type Band, bandNow } from './bands.ts';
import { bandStepOf, closesAsOf, lensesOf, requireScorecardAt, type ScoringRules } from './closes.ts';
import { findingsAtClose } from './fading.ts';
import { type Flag, unlessWorried } from './flags.ts';
import { type FlatProfile, flatProfile } from './flat-profile.ts';
import { overrideAt } from './override.ts';
import type { ScoreLine } from './score.ts';
import { scorecardFor } from './scorecard-set.ts';
import { scorecardKey } from './scorecard-version.ts';
import type { ScoreState } from './state.ts';
import { encodeState } from './state-codec.ts';
import { flagsOf } from './triggers.ts';
import type { Verdict } from './verdict.ts';

export interface CloseScore {
  readonly day: Day;
  readonly scoreTenths: number | null;
  readonly computedTenths: number | null;
  readonly dataTenths: number | null;
  readonly humanTenths: number | null;
  readonly leadingTenths: number | null;
  readonly laggingTenths: number | null;
  readonly band: Band;
  readonly flags: readonly Flag[];
  readonly coveragePercent: number;
  readonly scorecardVersion: string;
}

/** One message of `health.scores`; schemas/avro/health.scores documents every field. */
export interface ScoreRecord extends FlatProfile {
  readonly tenantId: string;
  readonly accountId: string;
  /** Counts the records of this account: the higher is the newer. */
  readonly revision: number;
  readonly sequence: number;
  readonly epoch: number;
  readonly asOf: Instant | null;
  readonly scoreTenths: number | null;
  readonly computedTenths: number | null;
  readonly band: Band;
  readonly dataTenths: number | null;
  readonly humanTenths: number | null;
  readonly leadingTenths: number | null;
  readonly laggingTenths: number | null;
  readonly flags: readonly Flag[];
  readonly coveragePercent: number;
  readonly missing: readonly string[];
  readonly closes: readonly CloseScore[];
  readonly contributions: readonly ScoreLine[];
  readonly scorecardId: string;
  readonly scorecardVersion: string;
  readonly state: string;
}

const NO_LENSES = { dataTenths: null, humanTenths: null, leadingTenths: null, laggingTenths: null };

/** The record of a state, with the closes that read otherwise than in the state before. */
export function scoreRecordOf(
  before: ScoreState | null,
  state: ScoreState,
  verdict: Verdict | null,
  rules: ScoringRules,
): ScoreRecord {
  const card = verdict ?? unscored(state, rules);
  return {
    tenantId: state.tenantId,
    accountId: state.accountId,
    revision: state.revision,
    sequence: state.sequence,
    epoch: state.live?.version.epoch ?? 0,
    asOf: verdict?.asOf ?? null,
    scoreTenths: verdict?.scoreTenths ?? null,
    computedTenths: verdict?.computedTenths ?? null,
    band: verdict?.band ?? 'insufficient-data',
    ...(verdict ? lensesOf(verdict) : NO_LENSES),
    flags: verdict ? flagsOf(verdict) : [],
    coveragePercent: verdict?.coveragePercent ?? 0,
    missing: verdict?.missing ?? [],
    closes: changedCloses(before, state, rules),
    contributions: verdict?.contributions ?? [],
    ...flatProfile(state.live?.profile ?? NO_PROFILE),
    scorecardId: card.scorecardId,
    scorecardVersion: card.scorecard,
    state: encodeState(state),
  };
}

/** Of an account that only has overrides: the scorecard it would be scored with. */
function unscored(state: ScoreState, rules: ScoringRules): Pick<Verdict, 'scorecardId' | 'scorecard'> {
  const version = requireScorecardAt(rules, state.tenantId, state.overrides.at(-1)?.createdAt ?? 0);
  return { scorecardId: scorecardFor(version.scorecards, NO_PROFILE).id, scorecard: scorecardKey(version) };
}

/**
 * A band is news only when the days it looks back on read otherwise, not when some of them are no longer kept (a
 * higher epoch brings 30 closes): so what was said before is read over the days that are kept now.
 */
function changedCloses(
  before: ScoreState | null,
  state: ScoreState,
  rules: ScoringRules,
): readonly CloseScore[] {
  if (before !== null && before.closes === state.closes && before.overrides === state.overrides) return [];
  const first = state.closes[0]?.day ?? '';
  const said = before === null ? [] : closeScores(before, first, rules);
  const earlier = new Map(said.map((c) => [c.day, JSON.stringify(c)]));
  return closeScores(state, first, rules).filter((c) => earlier.get(c.day) !== JSON.stringify(c));
}

/** What a state says of each close in the window, its band folded over the closes from `first` on. */
function closeScores(state: ScoreState, first: Day, rules: ScoringRules): CloseScore[] {
  if (state.live === null) return [];
  const asOf = state.decided?.asOf ?? state.live.version.asOf;
  const { firstDay } = state.live;
  const kept = state.closes.filter((close) => close.day >= first);
  const steps = new Map(kept.map((close) => [close, bandStepOf(close, state.overrides, rules)]));
  return closesAsOf(kept, asOf, firstDay).map((close) => {
    const foldedOver = closesAsOf(kept, closeOf(close.day), firstDay);
    const { tenths, card } = steps.get(close)!;
    return {
      day: close.day,
      scoreTenths: tenths,
      computedTenths: close.computedTenths,
      ...lensesOf(close),
      band: bandNow(
        foldedOver.map((each) => steps.get(each)!),
        null,
      ),
      flags: flagsOf({
        findings: unlessWorried(
          findingsAtClose(foldedOver, close, state.overrides, rules),
          card,
          overrideAt(state.overrides, closeOf(close.day)),
          close.worried,
        ),
      }),
      coveragePercent: close.coveragePercent,
      scorecardVersion: close.scorecard,
    };
  });
}
