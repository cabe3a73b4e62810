import type { VectorVersion } from '../indicators/evaluation.ts';
import type { ScoringRules } from './closes.ts';
import { type ScoreLine, score } from './score.ts';
import type { Scorecard } from './scorecard.ts';
import type { ScoreState } from './state.ts';

/**
 * What time alone moved a line of the score since the last emitted change, in tenths of a point. Kept step by step,
 * because a fact that moved nothing must not make a fortnight's silence look like something the customer did.
 */
export interface Drift {
  readonly id: string;
  readonly tenths: number;
}

/** True when the later vector is made of the facts of the earlier one: only the clock moved between them. */
export function sameFacts(
  a: Pick<VectorVersion, 'facts' | 'receivedSum'>,
  b: Pick<VectorVersion, 'facts' | 'receivedSum'>,
): boolean {
  return a.facts === b.facts && a.receivedSum === b.receivedSum;
}

/** The drift once `now`, the lines of the vector in `after`, has been reached. Both vectors are read under one scorecard. */
export function driftOf(
  before: ScoreState,
  after: ScoreState,
  now: readonly ScoreLine[],
  card: Scorecard,
  rules: Pick<ScoringRules, 'indicators'>,
): readonly Drift[] {
  const [from, to] = [before.live, after.live];
  if (from === null || to === null || from === to || !sameFacts(from.version, to.version))
    return before.drift;
  const moved = new Map(before.drift.map(({ id, tenths }) => [id, tenths]));
  const move = (lines: readonly ScoreLine[], sign: 1 | -1) => {
    for (const { id, kind, tenths } of lines)
      if (kind === 'indicator') moved.set(id, (moved.get(id) ?? 0) + sign * tenths);
  };
  move(now, 1);
  move(score(card, rules.indicators, from).contributions, -1);
  return [...moved].flatMap(([id, tenths]) => (tenths === 0 ? [] : [{ id, tenths }]));
}
