import { closeOf, type Day, type Instant } from '../time/days.ts';
import { type Band, bandsAt } from './bands.ts';
import { bandStepOf, closesAsOf, lensesOf, requireScorecardAt, type ScoringRules } from './closes.ts';
import type { Flag } from './flags.ts';
import { overrideAt } from './override.ts';
import type { ScoreLine } from './score.ts';
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
export interface ScoreRecord {
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
  readonly accountName: string | null;
  readonly segment: string | null;
  readonly lifecycleStage: string | null;
  readonly csmId: string | null;
  readonly csmName: string | null;
  readonly csmEmail: string | null;
  readonly mrr: number | null;
  readonly renewalAt: Instant | null;
  readonly scorecardId: string;
  readonly scorecardVersion: string;
  readonly state: string;
}

const NO_PROFILE = {
  name: null,
  segment: null,
  lifecycleStage: null,
  csmId: null,
  csmName: null,
  csmEmail: null,
  mrr: null,
  renewalAt: null,
};
const NO_LENSES = { dataTenths: null, humanTenths: null, leadingTenths: null, laggingTenths: null };

/** The record of a state, with the closes that read otherwise than in the state before. */
export function scoreRecordOf(
  before: ScoreState | null,
  state: ScoreState,
  verdict: Verdict | null,
  rules: ScoringRules,
): ScoreRecord {
  const { name: accountName, ...profile } = state.live?.profile ?? NO_PROFILE;
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
    accountName,
    ...profile,
    scorecardId: card.scorecardId,
    scorecardVersion: card.scorecard,
    state: encodeState(state),
  };
}

/** Of an account that only has overrides: the scorecard it would be scored with. */
function unscored(state: ScoreState, rules: ScoringRules): Pick<Verdict, 'scorecardId' | 'scorecard'> {
  const card = requireScorecardAt(rules, state.tenantId, state.overrides.at(-1)?.createdAt ?? 0);
  return { scorecardId: card.scorecard.id, scorecard: scorecardKey(card) };
}

function changedCloses(
  before: ScoreState | null,
  state: ScoreState,
  rules: ScoringRules,
): readonly CloseScore[] {
  if (before !== null && before.closes === state.closes && before.overrides === state.overrides) return [];
  const earlier = new Map(
    before === null ? [] : closeScores(before, rules).map((c) => [c.day, JSON.stringify({ ...c, band: '' })]),
  );
  return closeScores(state, rules).filter((c) => earlier.get(c.day) !== JSON.stringify({ ...c, band: '' }));
}

function closeScores(state: ScoreState, rules: ScoringRules): CloseScore[] {
  if (state.live === null) return [];
  const asOf = state.decided?.asOf ?? state.live.version.asOf;
  const closes = closesAsOf(state.closes, asOf, state.live.firstDay);
  const steps = closes.map((close) => bandStepOf(close, state.overrides, rules));
  const bands = bandsAt(steps);
  return closes.map((close, at) => ({
    day: close.day,
    scoreTenths: overrideAt(state.overrides, closeOf(close.day))?.scoreTenths ?? close.computedTenths,
    computedTenths: close.computedTenths,
    ...lensesOf(close),
    band: bands[at]!,
    flags: close.findings.map((f) => f.flag),
    coveragePercent: close.coveragePercent,
    scorecardVersion: close.scorecard,
  }));
}
