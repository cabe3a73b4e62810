import type { Indicator } from '../indicators/definition.ts';
import { type Scorecard, scorecardSchema } from './scorecard.ts';

export interface ScorecardMistake {
  /** Dotted, as written in the file: `groups.0.indicators.2.id`. */
  readonly path: string;
  readonly message: string;
}

export type ReadScorecard =
  | { readonly kind: 'scorecard'; readonly scorecard: Scorecard }
  | { readonly kind: 'invalid'; readonly mistakes: readonly ScorecardMistake[] };

/**
 * Checks a parsed scorecard document against the format and against the indicators that exist. Every mistake is
 * reported, not only the first; unknown indicators are left out of it while the format itself is broken.
 */
export function readScorecard(document: unknown, indicators: readonly Indicator[]): ReadScorecard {
  const parsed = scorecardSchema.safeParse(document);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((i) => ({
      path: i.path.join('.') || '(file)',
      message: i.message,
    }));
    return { kind: 'invalid', mistakes };
  }
  const mistakes = unknownIndicators(parsed.data, new Set(indicators.map((i) => i.id)));
  return mistakes.length > 0 ? { kind: 'invalid', mistakes } : { kind: 'scorecard', scorecard: parsed.data };
}

function unknownIndicators(card: Scorecard, known: ReadonlySet<string>): ScorecardMistake[] {
  const named: [string, string][] = [
    ...card.groups.flatMap((g, i) =>
      g.indicators.map((x, j): [string, string] => [`groups.${i}.indicators.${j}.id`, x.id]),
    ),
    ...card.caps.map((c, i): [string, string] => [`caps.${i}.when.indicator`, c.when.indicator]),
    ...card.floors.map((c, i): [string, string] => [`floors.${i}.when.indicator`, c.when.indicator]),
    ...card.watch.map((c, i): [string, string] => [`watch.${i}.indicator`, c.indicator]),
  ];
  return named
    .filter(([, id]) => !known.has(id))
    .map(([path, id]) => ({ path, message: `there is no indicator ${id}${nearest(id, known)}` }));
}

function nearest(id: string, known: ReadonlySet<string>): string {
  const words = id.split('-');
  const near = [...known].find((k) => k.split('-').some((w) => words.includes(w)));
  return near === undefined ? '' : `; did you mean ${near}?`;
}
