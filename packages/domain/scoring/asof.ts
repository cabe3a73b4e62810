import type { Close } from '../indicators/change.ts';
import { standsAt } from '../indicators/churned.ts';
import type { Evaluation } from '../indicators/evaluation.ts';
import type { Instant } from '../time/days.ts';
import { requireScorecardAt, type ScoringRules, scoreClose } from './closes.ts';
import { distinctOverrides, type Override } from './override.ts';
import { scorecardFor } from './scorecard-set.ts';
import { scorecardKey } from './scorecard-version.ts';
import { type Verdict, verdictOf } from './verdict.ts';

export interface PastQuestion {
  readonly tenantId: string;
  /** The instant asked about: a close, or now. */
  readonly asOf: Instant;
  /** The account evaluated as of that instant. */
  readonly live: Evaluation;
  /** And as of each of the last 30 closes (`lastClosedDays(asOf, CLOSES_KEPT)`) not before its first day. */
  readonly closes: readonly Close[];
  /** All overrides of the account, in any order, with copies. */
  readonly overrides: readonly Override[];
}

/** The health of an account at any instant: the definition that decides live, over evaluations made afterwards. */
export function scoreAsOf(question: PastQuestion, rules: ScoringRules): Verdict {
  const { tenantId, asOf, live } = question;
  const overrides = distinctOverrides(question.overrides);
  const closes = question.closes
    .map((close) => scoreClose(rules, tenantId, close))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const version = requireScorecardAt(rules, tenantId, standsAt(live.profile, asOf));
  const card = scorecardFor(version.scorecards, live.profile);
  return verdictOf({ live, closes, overrides, asOf, scorecard: scorecardKey(version), card, rules });
}
