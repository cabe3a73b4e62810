import type { Close } from '../indicators/change.ts';
import { standsAt, standsStill } from '../indicators/churned.ts';
import { compareVersions, type VectorVersion } from '../indicators/evaluation.ts';
import { addDays, CLOSES_KEPT, closeOf, type Day, type Instant, lastClosedDay } from '../time/days.ts';
import type { BandStep } from './bands.ts';
import { type IndicatorsById, knownOf } from './blend.ts';
import { type Finding, findingsOf, worriesOf } from './flags.ts';
import { type Override, overrideAt } from './override.ts';
import { type ScoreResult, score } from './score.ts';
import type { Scorecard } from './scorecard.ts';
import { scorecardById, scorecardFor } from './scorecard-set.ts';
import { type Scorecards, type ScorecardVersion, scorecardAt, scorecardKey } from './scorecard-version.ts';

/** What the scorer keeps of one daily close, scored with the scorecard in force then. */
export interface ScoredClose extends CardUsed {
  readonly day: Day;
  readonly version: VectorVersion;
  /** Without override, which is applied when folding. */
  readonly computedTenths: number | null;
  readonly dataTenths: number | null;
  readonly humanTenths: number | null;
  readonly leadingTenths: number | null;
  readonly laggingTenths: number | null;
  readonly coveragePercent: number;
  /** Somebody worries, whether anything masks it or not: an override may. */
  readonly worried: boolean;
  /** Of an account that had churned before that day. */
  readonly standsStill: boolean;
  /** With their evidence while this is the newest close kept. */
  readonly findings: readonly Finding[];
}

/** Which scorecard something was scored with: the key of its version, and its id among that version's. */
export interface CardUsed {
  readonly scorecard: string;
  readonly card: string;
}

/** Those that can be compared with a score of that scorecard: under another one the same account stands elsewhere. */
export function scoredWith(used: CardUsed, closes: readonly ScoredClose[]): readonly ScoredClose[] {
  return closes.filter(({ scorecard, card }) => scorecard === used.scorecard && card === used.card);
}

/** Everything scoring needs to know besides the account itself. */
export interface ScoringRules {
  readonly scorecards: Scorecards;
  readonly indicators: IndicatorsById;
}

/** No scorecard is in force, or one that was used is not known here (yet): read `control.scorecards` and try again. */
export class ScorecardUnknown extends Error {
  readonly code = 'scorecard-unknown';
  readonly retryable = true;
}

/** The scorecard of a tenant at an instant. @throws ScorecardUnknown when none is in force */
export function requireScorecardAt(rules: ScoringRules, tenantId: string, at: Instant): ScorecardVersion {
  const card = scorecardAt(rules.scorecards, tenantId, at);
  if (card === null) throw new ScorecardUnknown(`no scorecard is in force for ${tenantId}`);
  return card;
}

/** A published version by its key. @throws ScorecardUnknown when it has not been read */
export function requireScorecard(rules: ScoringRules, key: string): ScorecardVersion {
  const version = rules.scorecards.get(key);
  if (version === undefined) throw new ScorecardUnknown(`scorecard ${key} is not known here`);
  return version;
}

/** One scorecard of a published version. @throws ScorecardUnknown when it has not been read */
export function requireCard(rules: ScoringRules, { scorecard, card }: CardUsed): Scorecard {
  const found = scorecardById(requireScorecard(rules, scorecard).scorecards, card);
  if (found === undefined) throw new ScorecardUnknown(`scorecard ${scorecard} has no ${card} here`);
  return found;
}

export function scoreClose(rules: ScoringRules, tenantId: string, close: Close): ScoredClose {
  const { profile } = close.evaluation;
  const at = closeOf(close.day);
  const version = requireScorecardAt(rules, tenantId, standsAt(profile, at));
  const card = scorecardFor(version.scorecards, profile);
  const result = score(card, rules.indicators, close.evaluation);
  const known = knownOf(close.evaluation, rules.indicators);
  const worries = worriesOf(card, known);
  return {
    day: close.day,
    version: close.evaluation.version,
    scorecard: scorecardKey(version),
    card: card.id,
    computedTenths: result.tenths,
    ...lensesOf(result),
    coveragePercent: result.coveragePercent,
    worried: worries.length > 0,
    standsStill: standsStill(profile, at),
    findings: findingsOf(card, known, result, close.evaluation.proposals, result.tenths, worries),
  };
}

/** The four sub-scores of a result. */
export function lensesOf(
  of: Pick<ScoreResult, 'dataTenths' | 'humanTenths' | 'leadingTenths' | 'laggingTenths'>,
): Pick<ScoreResult, 'dataTenths' | 'humanTenths' | 'leadingTenths' | 'laggingTenths'> {
  const { dataTenths, humanTenths, leadingTenths, laggingTenths } = of;
  return { dataTenths, humanTenths, leadingTenths, laggingTenths };
}

/** Each day keeps its highest version; an equal one is applied. Sorted by day, so the order of arrival is forgotten. */
export function mergeCloses(
  kept: readonly ScoredClose[],
  arrived: readonly ScoredClose[],
): readonly ScoredClose[] {
  if (arrived.length === 0) return kept;
  const byDay = new Map(kept.map((close) => [close.day, close]));
  for (const close of arrived) {
    const before = byDay.get(close.day);
    if (before === undefined || compareVersions(close.version, before.version) >= 0)
      byDay.set(close.day, close);
  }
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The closes a band is folded over as of an instant: those in the window, none before the account's first fact. */
export function closesAsOf(
  closes: readonly ScoredClose[],
  asOf: Instant,
  firstDay: Day,
): readonly ScoredClose[] {
  return closesInWindow(closes, asOf).filter((close) => close.day >= firstDay);
}

/** The last {@link CLOSES_KEPT} closes as of an instant. */
export function closesInWindow(closes: readonly ScoredClose[], asOf: Instant): readonly ScoredClose[] {
  return closesBetween(closes, firstCloseFolded(asOf), lastClosedDay(asOf));
}

/** The closes a state keeps as of an instant: those in the window, and all that any of their own bands is folded over. */
export function closesKept(closes: readonly ScoredClose[], asOf: Instant): readonly ScoredClose[] {
  return closesBetween(closes, firstCloseKept(asOf), lastClosedDay(asOf));
}

function closesBetween(closes: readonly ScoredClose[], first: Day, last: Day): readonly ScoredClose[] {
  const isBetween = (close: ScoredClose) => close.day >= first && close.day <= last;
  return closes.every(isBetween) ? closes : closes.filter(isBetween);
}

/** Only the newest close's evidence can still be asked for; of the others the flags are enough. */
export function thinned(closes: readonly ScoredClose[]): readonly ScoredClose[] {
  const isThin = (f: Finding) => f.because === '' && f.indicators.length === 0;
  const older = closes.slice(0, -1);
  if (older.every((close) => close.findings.every(isThin))) return closes;
  const thin = older.map((close) => {
    return { ...close, findings: close.findings.map(({ flag }) => ({ flag, because: '', indicators: [] })) };
  });
  return [...thin, ...closes.slice(-1)];
}

/** The oldest day whose close a band as of an instant is folded over. */
function firstCloseFolded(asOf: Instant): Day {
  return addDays(lastClosedDay(asOf), 1 - CLOSES_KEPT);
}

/** The oldest day that the band of any close in the window is folded over. */
export function firstCloseKept(asOf: Instant): Day {
  return addDays(firstCloseFolded(asOf), 1 - CLOSES_KEPT);
}

/** A close as the band's fold sees it, with the override and the scorecard in force at that close. */
export function bandStepOf(
  close: ScoredClose,
  overrides: readonly Override[],
  rules: ScoringRules,
): BandStep & { readonly tenths: number | null; readonly card: Scorecard } {
  const override = overrideAt(overrides, closeOf(close.day));
  return {
    tenths: override?.scoreTenths ?? close.computedTenths,
    plain: override !== null || close.standsStill,
    card: requireCard(rules, close),
  };
}
