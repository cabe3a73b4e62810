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
 * reported, not only the first; a broken format does not hide indicators that do not exist, or are counted twice.
 */
export function readScorecard(document: unknown, indicators: readonly Indicator[]): ReadScorecard {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    const message = 'is not a scorecard, which begins with keys such as id, title and groups';
    return { kind: 'invalid', mistakes: [{ path: '(file)', message }] };
  }
  const parsed = scorecardSchema.safeParse(document);
  const named = indicatorsNamed(document);
  const ofFormat = parsed.success ? [] : parsed.error.issues.map(mistakeOf);
  const mistakes = [
    ...ofFormat,
    ...unknown(named, new Set(indicators.map((i) => i.id))),
    ...countedTwice(named).filter(({ path }) => !ofFormat.some((m) => m.path === path)),
  ];
  if (!parsed.success || mistakes.length > 0) return { kind: 'invalid', mistakes };
  return { kind: 'scorecard', scorecard: parsed.data };
}

function mistakeOf({ path, message }: { path: PropertyKey[]; message: string }): ScorecardMistake {
  return { path: path.map(String).join('.') || '(file)', message };
}

interface Named {
  readonly path: string;
  readonly id: string;
  readonly counts: boolean;
}

/** Every indicator a document names where one belongs, whatever else is wrong with it. */
function indicatorsNamed(document: unknown): Named[] {
  const counted = listIn(document, 'groups').flatMap((group, i) =>
    listIn(group, 'indicators').map((x, j) => ({
      path: `groups.${i}.indicators.${j}.id`,
      id: fieldOf(x, 'id'),
      counts: true,
    })),
  );
  const limits = (['caps', 'floors'] as const).flatMap((list) =>
    listIn(document, list).map((x, i) => ({
      path: `${list}.${i}.when.indicator`,
      id: fieldOf(fieldOf(x, 'when'), 'indicator'),
      counts: false,
    })),
  );
  const watched = listIn(document, 'watch').map((x, i) => ({
    path: `watch.${i}.indicator`,
    id: fieldOf(x, 'indicator'),
    counts: false,
  }));
  return [...counted, ...limits, ...watched].flatMap(({ path, id, counts }) =>
    typeof id === 'string' ? [{ path, id, counts }] : [],
  );
}

function unknown(named: readonly Named[], known: ReadonlySet<string>): ScorecardMistake[] {
  return named
    .filter(({ id }) => !known.has(id))
    .map(({ path, id }) => ({ path, message: `there is no indicator ${id}${nearest(id, known)}` }));
}

function countedTwice(named: readonly Named[]): ScorecardMistake[] {
  const seen = new Set<string>();
  return named.flatMap(({ path, id, counts }) => {
    if (!counts) return [];
    const again = seen.has(id);
    seen.add(id);
    return again ? [{ path, message: 'this indicator is already counted once' }] : [];
  });
}

function nearest(id: string, known: ReadonlySet<string>): string {
  const words = id.split('-');
  const near = [...known].find((k) => k.split('-').some((w) => words.includes(w)));
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}
