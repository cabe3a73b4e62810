import type { SourceState } from '../data-quality/source-state.ts';
import type { Evaluation } from '../indicators/evaluation.ts';
import { topicsReadBy } from '../indicators/topics-read.ts';
import type { Instant } from '../time/days.ts';
import type { ChangeKind } from './change.ts';
import type { ScoringRules } from './closes.ts';
import { sameFacts } from './drift.ts';
import type { Emitted, ScoreState } from './state.ts';

/**
 * How far a quiet source's silence has moved an indicator from what was last told: its value then. Afterwards the
 * facts that were lost leave a hole in its window, and the value climbs out of it.
 */
export interface HoleValue {
  readonly indicator: string;
  readonly value: number | null;
}

export interface Silence {
  /** By indicator: the value it would have without the silence, as far as that can be told. */
  readonly without: ReadonlyMap<string, number | null>;
  readonly hole: readonly HoleValue[];
}

export interface SilenceQuestion {
  readonly before: ScoreState;
  readonly live: Evaluation;
  readonly emitted: Emitted;
  /** What moved each line of the score since `emitted`. */
  readonly kinds: ReadonlyMap<string, ChangeKind>;
  /** The rows in force. */
  readonly quiet: readonly SourceState[];
  readonly asOf: Instant;
  readonly rules: Pick<ScoringRules, 'indicators'>;
}

/** What the silence of quiet sources has done to the indicators that read them. */
export function silenceOf(q: SilenceQuestion): Silence {
  const held = new Set(q.quiet.filter(({ heldUntil }) => q.asOf < heldUntil).map(({ topic }) => topic));
  const back = new Set(q.quiet.filter(({ heldUntil }) => q.asOf >= heldUntil).map(({ topic }) => topic));
  const told = toldValues(q);
  const without = new Map<string, number | null>();
  const hole: HoleValue[] = [];
  for (const { indicator: id, value } of q.live.values) {
    const indicator = q.rules.indicators.get(id);
    const said = told.get(id);
    if (indicator === undefined || said === undefined) continue;
    const topics = [...topicsReadBy(indicator, q.rules.indicators)];
    const fill = topics.some((topic) => held.has(topic))
      ? whileHeld(q, id, value, said)
      : topics.some((topic) => back.has(topic))
        ? whileBack(q.before.hole.find((each) => each.indicator === id)?.value, value, said)
        : null;
    if (fill === null) continue;
    without.set(id, fill.without);
    hole.push({ indicator: id, value: fill.deepest });
  }
  return { without, hole };
}

interface Fill {
  readonly without: number | null;
  readonly deepest: number | null;
}

/** While nobody is heard, all that the clock alone has moved is the silence's doing. */
function whileHeld(q: SilenceQuestion, id: string, value: number | null, said: number | null): Fill | null {
  const kind = q.kinds.get(id);
  const { before, live } = q;
  const clockAlone = before.live !== null && sameFacts(before.live.version, live.version);
  const silent = kind === undefined ? clockAlone : kind === 'time' || kind === 'data-gap';
  return silent && value !== said ? { without: said, deepest: value } : null;
}

/**
 * Once accounts are heard again the silence explains no more than it had done by then, and less the further the value
 * has climbed back; what falls deeper, or falls again, is the customer's doing.
 */
function whileBack(
  deepest: number | null | undefined,
  value: number | null,
  said: number | null,
): Fill | null {
  if (deepest === undefined || said === null) return null;
  if (deepest === null) return { without: said, deepest: value };
  if (value === null) return null;
  const direction = Math.sign(deepest - said);
  const gone = (value - said) * direction;
  if (gone <= 0) return null;
  const explained = (deepest - said) * direction;
  return gone <= explained
    ? { without: said, deepest: value }
    : { without: said + (value - deepest), deepest };
}

/** As last told; what is only watched, and so is no line of the score, as it was at the decision before. */
function toldValues({ before, emitted }: SilenceQuestion): ReadonlyMap<string, number | null> {
  const earlier = (before.live?.values ?? []).map(({ indicator, value }) => [indicator, value] as const);
  return new Map([...earlier, ...emitted.contributions.map(({ id, value }) => [id, value] as const)]);
}
