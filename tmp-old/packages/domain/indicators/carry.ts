import type { ComposedSource } from './composer.ts';
import type { Evaluation, EvaluationBefore } from './evaluation.ts';
import { days } from './sources/days.ts';

/**
 * The sources whose values an evaluation of `facts` facts takes over from the one before it: state that no touched
 * topic feeds. The buckets are always read, since windows move with time; an indicator or facet the earlier evaluation did
 * not know is too. With more facts than the caller can account for, another process has landed some: all is read.
 */
export function carriedSources(
  sources: readonly ComposedSource[],
  facts: number,
  { evaluation, topics, factsMax }: EvaluationBefore,
): readonly ComposedSource[] {
  if (facts > evaluation.version.facts + factsMax) return [];
  const known = new Set(evaluation.values.map(({ indicator }) => indicator));
  return sources.filter(
    ({ source, indicators, details }) =>
      source.id !== days.id &&
      !source.topics.some((topic) => topics.has(topic)) &&
      indicators.every(({ id }) => known.has(id)) &&
      details.every(({ id, use }) => use === 'account' || id in evaluation.facets),
  );
}

/** `fresh` with what `carried` gives taken from `before`. The version stays that of `fresh`. */
export function carryOver(
  fresh: Evaluation,
  before: Evaluation,
  carried: readonly ComposedSource[],
): Evaluation {
  const indicators = new Set(carried.flatMap((s) => s.indicators.map(({ id }) => id)));
  const details = new Set(carried.flatMap((s) => s.details.map(({ id }) => id)));
  const valueBefore = new Map(before.values.map((value) => [value.indicator, value]));
  const carriedOf = (fields: object) => Object.entries(fields).filter(([field]) => details.has(field));
  return {
    ...fresh,
    values: fresh.values.map((value) =>
      indicators.has(value.indicator) ? valueBefore.get(value.indicator)! : value,
    ),
    answers: details.has('answers') ? before.answers : fresh.answers,
    profile: { ...fresh.profile, ...Object.fromEntries(carriedOf(before.profile)) },
    facets: { ...fresh.facets, ...Object.fromEntries(carriedOf(before.facets)) },
  };
}
