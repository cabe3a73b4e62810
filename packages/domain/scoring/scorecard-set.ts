import type { AccountProfile } from '../indicators/evaluation.ts';
import type { ScorecardMistake } from './read-scorecard.ts';
import { type Scorecard, scorecardSchema } from './scorecard.ts';

/** Scorecards that are published together, in the order they are tried; the last one fits every account. */
export type ScorecardSet = readonly [Scorecard, ...Scorecard[]];

/** The scorecard of a set that an account is scored with. */
export function scorecardFor(
  set: ScorecardSet,
  profile: Pick<AccountProfile, 'segment' | 'lifecycleStage'>,
): Scorecard {
  return set.find((card) => fits(card, profile)) ?? set.at(-1)!;
}

/** A scorecard of the set by its id; undefined where the set has none of it. */
export function scorecardById(set: ScorecardSet, id: string): Scorecard | undefined {
  return set.find((card) => card.id === id);
}

function fits(
  { appliesTo }: Scorecard,
  profile: Pick<AccountProfile, 'segment' | 'lifecycleStage'>,
): boolean {
  if (appliesTo === undefined) return true;
  const { segments, lifecycleStages } = appliesTo;
  return isOneOf(segments, profile.segment) && isOneOf(lifecycleStages, profile.lifecycleStage);
}

function isOneOf(names: readonly string[] | undefined, name: string | null): boolean {
  return names === undefined || (name !== null && names.includes(name));
}

/** What keeps scorecards from being a set; paths start with the place of the scorecard in `cards`. */
export function mistakesOfSet(cards: readonly Scorecard[]): ScorecardMistake[] {
  const general = cards.flatMap((card, at) => (card.appliesTo === undefined ? [at] : []));
  const mistakes: ScorecardMistake[] = [];
  if (general.length === 0) {
    const message = 'one scorecard must be for every account that no other fits: leave its appliesTo out';
    mistakes.push({ path: '(all)', message });
  }
  for (const at of general.slice(1)) {
    const message = `${cards[general[0]!]!.id} has no appliesTo either; only one scorecard can be for everybody else`;
    mistakes.push({ path: `${at}.appliesTo`, message });
  }
  repeated(cards, (card) => card.id, 'id', mistakes);
  repeated(cards, (card) => card.appliesTo?.order, 'appliesTo.order', mistakes);
  return mistakes;
}

/** The set of these scorecards. Throws a TypeError where {@link mistakesOfSet} finds any. */
export function scorecardSet(cards: readonly Scorecard[]): ScorecardSet {
  const [mistake] = mistakesOfSet(cards);
  if (mistake) throw new TypeError(`${mistake.path}: ${mistake.message}`);
  const orderOf = (card: Scorecard) => card.appliesTo?.order ?? Number.POSITIVE_INFINITY;
  return cards.toSorted((a, b) => orderOf(a) - orderOf(b)) as unknown as ScorecardSet;
}

/** A published set, as it was parsed from JSON. Throws a ZodError or a TypeError when it is none. */
export function parseScorecardSet(document: unknown): ScorecardSet {
  return scorecardSet(scorecardSchema.array().parse(document));
}

function repeated<T>(
  cards: readonly Scorecard[],
  of: (card: Scorecard) => T | undefined,
  path: string,
  into: ScorecardMistake[],
): void {
  const seen = new Map<T, string>();
  cards.forEach((card, at) => {
    const value = of(card);
    if (value === undefined) return;
    const other = seen.get(value);
    if (other !== undefined)
      into.push({ path: `${at}.${path}`, message: `${value} is also the ${path} of ${other}` });
    seen.set(value, card.id);
  });
}
