import { standsStill } from '../indicators/churned.ts';
import type { Evaluation } from '../indicators/evaluation.ts';
import { addDays, type Day, dayOf, type Instant } from '../time/days.ts';
import { overrideLine } from './adjustments.ts';
import { type Band, type BandStep, bandNow } from './bands.ts';
import { knownOf } from './blend.ts';
import {
  bandStepOf,
  closesAsOf,
  lensesOf,
  type ScoredClose,
  type ScoringRules,
  scoredWith,
} from './closes.ts';
import { byFlag, fadingAt, findingsAtClose } from './fading.ts';
import { type Finding, findingsOf, unlessWorried, worriesOf } from './flags.ts';
import { type Override, type OverrideInForce, overrideAt } from './override.ts';
import { type ScoreLine, type ScoreResult, score } from './score.ts';
import type { Scorecard } from './scorecard.ts';

/** All there is to say about an account's health at one instant. */
export interface Verdict
  extends Pick<ScoreResult, 'dataTenths' | 'humanTenths' | 'leadingTenths' | 'laggingTenths'> {
  readonly asOf: Instant;
  readonly epoch: number;
  readonly scorecardId: string;
  readonly scorecard: string;
  /** The override's score where one is in force, else the computed one. */
  readonly scoreTenths: number | null;
  readonly computedTenths: number | null;
  readonly band: Band;
  /** Sorted by flag; what the last close found stays until a close finds otherwise, live may only add. */
  readonly findings: readonly Finding[];
  /** Indicators that somebody worries about now, whether anything masks it or not. */
  readonly worries: readonly string[];
  readonly coveragePercent: number;
  readonly missing: readonly string[];
  /** Sum exactly to `scoreTenths` (0 when that is null). */
  readonly contributions: readonly ScoreLine[];
  readonly override: OverrideInForce | null;
  /** The computed score stands a drastic drop below its best close, under the same scorecard, of the days that one looks back. */
  readonly dropping: boolean;
}

export interface VerdictQuestion {
  readonly live: Evaluation;
  readonly closes: readonly ScoredClose[];
  readonly overrides: readonly Override[];
  /** Not before the live evaluation's own as-of. */
  readonly asOf: Instant;
  /** The key of a published version, and the one of its scorecards to judge by. */
  readonly scorecard: string;
  readonly card: Scorecard;
  readonly rules: ScoringRules;
}

/**
 * The one definition of an account's health: live, for the past, in a simulation. Score of the live vector, override,
 * the band folded over the closes with one provisional step for a day that is not closed yet, findings.
 */
export function verdictOf(q: VerdictQuestion): Verdict {
  const { card } = q;
  const computed = score(card, q.rules.indicators, q.live);
  const override = overrideAt(q.overrides, q.asOf);
  const scoreTenths = override?.scoreTenths ?? computed.tenths;
  const closes = closesAsOf(q.closes, q.asOf, q.live.firstDay);
  const steps = closes.map((close) => bandStepOf(close, q.overrides, q.rules));
  const still = standsStill(q.live.profile, q.asOf);
  const live: BandStep = { tenths: scoreTenths, plain: override !== null || still, card };
  const known = knownOf(q.live, q.rules.indicators);
  const worries = worriesOf(card, known);
  const found = findingsOf(card, known, computed, q.live.proposals, scoreTenths, worries);
  const comparable = scoredWith({ scorecard: q.scorecard, card: card.id }, closes);
  const findings = still
    ? byFlag(found)
    : heldFindings(closedFindings(closes, q), [
        ...found,
        ...fadingAt(card, comparable, dayOf(q.asOf), computed),
      ]);
  return {
    asOf: q.asOf,
    epoch: q.live.version.epoch,
    scorecardId: card.id,
    scorecard: q.scorecard,
    scoreTenths,
    computedTenths: computed.tenths,
    ...lensesOf(computed),
    band: isClosed(closes, q.asOf) ? bandNow([...steps.slice(0, -1), live], null) : bandNow(steps, live),
    findings: unlessWorried(findings, card, override, worries.length > 0),
    worries: worries.map(({ indicator }) => indicator.id),
    coveragePercent: computed.coveragePercent,
    missing: computed.missing,
    contributions: override
      ? [...computed.contributions, overrideLine(override, computed.tenths ?? 0)]
      : computed.contributions,
    override,
    dropping: !still && isDropping(card.drasticDrop, comparable, computed.tenths, dayOf(q.asOf)),
  };
}

function isClosed(closes: readonly ScoredClose[], asOf: Instant): boolean {
  return closes.at(-1)?.day === dayOf(asOf);
}

/** What the last close found, fading included. */
function closedFindings(
  closes: readonly ScoredClose[],
  { overrides, rules }: VerdictQuestion,
): readonly Finding[] {
  const last = closes.at(-1);
  return last === undefined ? [] : findingsAtClose(closes, last, overrides, rules);
}

/** The close decides; until the next one a flag may be raised, not lowered. Live evidence is the fresher one. */
function heldFindings(closed: readonly Finding[], live: readonly Finding[]): readonly Finding[] {
  const held = closed.filter((c) => !live.some((l) => l.flag === c.flag));
  return byFlag([...held, ...live]);
}

/** Of computed scores: what a person says by hand is no rise or fall of the account. */
function isDropping(
  drop: { points: number; days: number },
  closes: readonly ScoredClose[],
  computedTenths: number | null,
  today: Day,
): boolean {
  if (computedTenths === null) return false;
  const since = addDays(today, -drop.days);
  const best = closes
    .filter((close) => close.day >= since)
    .reduce((max, close) => Math.max(max, close.computedTenths ?? 0), 0);
  return best - computedTenths >= drop.points * 10;
}
