import type { Indicator } from '../indicators/definition.ts';
import type { Evaluation } from '../indicators/evaluation.ts';
import { adjust, type LineKind, rollUpId, rollUpTitle } from './adjustments.ts';
import {
  type Blend,
  blend,
  coverageOf,
  type IndicatorsById,
  type KnownById,
  type KnownIndicator,
  knownOf,
} from './blend.ts';
import { largestRemainder } from './largest-remainder.ts';
import type { Scorecard } from './scorecard.ts';

/** One line of the sum that is the score. */
export interface ScoreLine {
  /** An indicator, or `roll-up/<group>`, `floor/<indicator>`, `cap/<indicator>`, `override`. */
  readonly id: string;
  readonly kind: LineKind;
  /** Empty for an override. */
  readonly group: string;
  readonly title: string;
  /** In the indicator's own unit; null for adjustments. */
  readonly value: number | null;
  readonly healthTenths: number | null;
  /** Share of the score after redistribution, 0 to 1; 0 for adjustments and for what is only watched. */
  readonly weight: number;
  /** What the line adds to the score, in tenths of a point. */
  readonly tenths: number;
}

/** Scores in integer tenths of a point, 0 to 1000; 1000 is healthy. */
export interface ScoreResult {
  /** Null when less than the scorecard's coverage minimum is known. */
  readonly tenths: number | null;
  readonly dataTenths: number | null;
  readonly humanTenths: number | null;
  readonly leadingTenths: number | null;
  readonly laggingTenths: number | null;
  /** Sum exactly to `tenths`; empty when that is null. Indicators in scorecard order, then adjustments. */
  readonly contributions: readonly ScoreLine[];
  readonly coveragePercent: number;
  /** Indicators of the scorecard without a value, in its order. */
  readonly missing: readonly string[];
}

/** The computed score of one vector: a pure function of scorecard and values, without override. */
export function score(
  card: Scorecard,
  indicators: IndicatorsById,
  evaluation: Pick<Evaluation, 'values' | 'answers' | 'version' | 'firstDay' | 'profile'>,
): ScoreResult {
  const known = knownOf(evaluation, indicators);
  const of = (counts: (i: Indicator) => boolean) =>
    blend(card, known, (k: KnownIndicator) => counts(k.indicator))?.tenths ?? null;
  const coveragePercent = coverageOf(card, known);
  const whole = coveragePercent < card.coverageMinimum ? null : blend(card, known, () => true);
  const contributions = whole === null ? [] : linesOf(card, known, whole);
  return {
    tenths: whole === null ? null : sumOf(contributions),
    dataTenths: of((i) => i.lens === 'data'),
    humanTenths: of((i) => i.lens === 'human'),
    leadingTenths: of((i) => i.kind === 'leading'),
    laggingTenths: of((i) => i.kind === 'lagging'),
    contributions,
    coveragePercent,
    missing: card.groups.flatMap((g) => g.indicators.map((i) => i.id)).filter((id) => !known.has(id)),
  };
}

/** The sum of lines, in tenths. */
export function sumOf(lines: readonly Pick<ScoreLine, 'tenths'>[]): number {
  return lines.reduce((total, line) => total + line.tenths, 0);
}

function linesOf(card: Scorecard, known: KnownById, whole: Blend): ScoreLine[] {
  const shares = new Map(whole.lines.map((line) => [line.id, line.share]));
  const rolledUp = whole.groups.filter((g) => g.rolledUpTenths !== g.meanTenths);
  const members = card.groups.flatMap((g) =>
    g.indicators.flatMap(({ id }) => (known.has(id) ? [{ group: g.id, k: known.get(id)! }] : [])),
  );
  const parts = [
    ...members.map(({ k }) => k.healthTenths * (shares.get(k.indicator.id) ?? 0)),
    ...rolledUp.map((g) => g.share * (g.rolledUpTenths - g.meanTenths)),
  ];
  const tenths = largestRemainder(parts, whole.tenths);
  const lines: ScoreLine[] = members.map(({ group, k }, at) => ({
    id: k.indicator.id,
    kind: 'indicator',
    group,
    title: k.indicator.title,
    value: k.value,
    healthTenths: k.healthTenths,
    weight: shares.get(k.indicator.id) ?? 0,
    tenths: tenths[at]!,
  }));
  rolledUp.forEach(({ group }, at) => {
    lines.push({
      id: rollUpId(group.id),
      kind: 'roll-up',
      group: group.id,
      title: rollUpTitle(group.title ?? group.id),
      value: null,
      healthTenths: null,
      weight: 0,
      tenths: tenths[members.length + at]!,
    });
  });
  return [...lines, ...adjust(card, known, whole.tenths)];
}
