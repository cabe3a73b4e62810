import type { Indicator } from '../indicators/definition.ts';
import type { KnownById, KnownIndicator } from './blend.ts';
import type { OverrideInForce } from './override.ts';
import type { ScoreResult } from './score.ts';
import type { Scorecard } from './scorecard.ts';
import { pointsText } from './words.ts';

export const FLAGS = [
  'champion-left',
  'expansion-ready',
  'fading',
  'masked-risk',
  'silent-fan',
  'stale-judgement',
] as const;
export type Flag = (typeof FLAGS)[number];

/** A flag with its evidence. */
export interface Finding {
  readonly flag: Flag;
  /** One sentence. */
  readonly because: string;
  /** The indicators that are the evidence. */
  readonly indicators: readonly string[];
}

type Lenses = Pick<ScoreResult, 'tenths' | 'dataTenths' | 'humanTenths'>;

const CHAMPION_CHANGE = 'champion-change';
export const EXPANSION_READINESS = 'expansion-readiness';
const USAGE_CHANGE = 'usage-change';
const INTERACTION_TONE = 'interaction-tone';
const RELATIONSHIP_JUDGEMENTS: ReadonlySet<string> = new Set(['relationship-strength', 'communication-tone']);

/**
 * Everything that one vector shows, sorted by flag. What only a run of closes shows, fading, is not among it. `toldTenths` is
 * the score that people see: an override, where one is in force.
 */
export function findingsOf(
  card: Scorecard,
  known: KnownById,
  lenses: Lenses,
  proposals: readonly string[],
  toldTenths: number | null = lenses.tenths,
  worries: readonly KnownIndicator[] = worriesOf(card, known),
): Finding[] {
  const found = [
    championLeft(card, known),
    worries.length === 0 ? expansionReady(card, known, lenses.tenths, proposals) : null,
    worries.length > 0 ? maskedRisk(card, known, lenses, toldTenths, worries) : null,
    silentFan(card, known, lenses.humanTenths),
    staleJudgement(card, known),
  ];
  return found.filter((f) => f !== null);
}

/** The flags for which the health of this very indicator counts, where a scorecard has it. */
export function flagsReading(indicator: Indicator): Flag[] {
  const everyWorry = { judgementBelow: 0, goalsBelow: 0, relationshipBelow: 0 };
  const read: Record<Flag, boolean> = {
    'champion-left': indicator.id === CHAMPION_CHANGE,
    'expansion-ready': indicator.id === EXPANSION_READINESS,
    // Fading and its like compare whole scores.
    fading: false,
    'masked-risk': isVoice(indicator) || worryLimit(indicator, new Set([indicator.id]), everyWorry) !== null,
    'silent-fan': indicator.id === USAGE_CHANGE,
    'stale-judgement': indicator.group === 'judgement',
  };
  return (Object.keys(read) as Flag[]).filter((flag) => read[flag]);
}

/**
 * What was found without regard to an override, and what becomes of it beside one: a high score set by hand is a mask where
 * somebody worries.
 */
export function besideOverride(
  findings: readonly Finding[],
  card: Scorecard,
  override: OverrideInForce | null,
  worried: boolean,
): readonly Finding[] {
  if (!worried || override === null || findings.some(({ flag }) => flag === 'masked-risk')) return findings;
  const mask = handMask(override.scoreTenths, card);
  if (mask === null) return findings;
  return [...findings, { flag: 'masked-risk', because: `${mask} while somebody worries.`, indicators: [] }];
}

/**
 * Nobody is to be sold more while somebody worries, or while a person has said by hand that the score is lower than that asks for:
 * of what is found at different times, or beside an override, readiness to expand then gives way.
 */
export function unlessWorried(
  findings: readonly Finding[],
  card: Scorecard,
  override: OverrideInForce | null,
  worried: boolean,
): readonly Finding[] {
  const givesWay =
    worried ||
    findings.some(({ flag }) => flag === 'masked-risk') ||
    (override !== null && override.scoreTenths < card.expansionReady.scoreAtLeast * 10);
  return givesWay ? findings.filter(({ flag }) => flag !== 'expansion-ready') : findings;
}

/**
 * The numbers, the voice, or the score as a whole, computed or set by hand, look healthy while a person has reason to worry. Worries are
 * judged indicator by indicator, never on a mean, so that nothing healthy (a high NPS, many meetings) can outweigh one
 * worried answer. Any answer of a person can worry; of how meetings went and of the many readings of one success plan, those that the
 * scorecard lists.
 */
function maskedRisk(
  card: Scorecard,
  known: KnownById,
  { tenths, dataTenths }: Lenses,
  toldTenths: number | null,
  worries: readonly KnownIndicator[],
): Finding | null {
  const { dataAtLeast } = card.maskedRisk;
  const voice = mean([...known.values()].filter((k) => isVoice(k.indicator)));
  const mask =
    healthy('The numbers look', dataTenths, dataAtLeast) ??
    healthy('Survey answers look', voice, dataAtLeast) ??
    healthy('The score looks', tenths, scoreHealthyFrom(card)) ??
    handMask(toldTenths, card);
  if (mask === null) return null;
  return {
    flag: 'masked-risk',
    because: `${mask} while ${list(worries.map(shown))}.`,
    indicators: worries.map((k) => k.indicator.id),
  };
}

/** What gives a person reason to worry, whether anything masks it or not. */
export function worriesOf(card: Scorecard, known: KnownById): KnownIndicator[] {
  const listed = new Set(card.groups.flatMap((g) => g.indicators.map((i) => i.id)));
  return [...known.values()].filter((k) => {
    const limit = worryLimit(k.indicator, listed, card.maskedRisk);
    return limit !== null && k.healthTenths < limit * 10;
  });
}

function handMask(toldTenths: number | null, card: Scorecard): string | null {
  return healthy('The score set by hand looks', toldTenths, scoreHealthyFrom(card));
}

/** A score that enters no worse band masks, however high the numbers alone have to be to do so. */
function scoreHealthyFrom({ maskedRisk: { dataAtLeast }, bands }: Scorecard): number {
  return Math.min(dataAtLeast, bands.watch.enterBelow);
}

/** What people say when asked, not how many answer, how often or where. */
function isVoice({ group, worries }: Indicator): boolean {
  return group === 'voice' && worries !== false;
}

function worryLimit(
  indicator: Indicator,
  listed: ReadonlySet<string>,
  limits: { judgementBelow: number; goalsBelow: number; relationshipBelow: number },
): number | null {
  if (indicator.worries === false) return null;
  if (RELATIONSHIP_JUDGEMENTS.has(indicator.id)) return limits.relationshipBelow;
  if (indicator.group === 'judgement')
    // How long ago they judged is no worry of theirs.
    return indicator.unit === 'days' ? null : limits.judgementBelow;
  if (!listed.has(indicator.id)) return null;
  if (indicator.id === INTERACTION_TONE) return limits.relationshipBelow;
  return indicator.group === 'goals' ? limits.goalsBelow : null;
}

function healthy(phrase: string, tenths: number | null, atLeast: number): string | null {
  return tenths !== null && tenths >= atLeast * 10 ? `${phrase} healthy (${pointsText(tenths)})` : null;
}

/** People are happy, but they come less and less. */
function silentFan(card: Scorecard, known: KnownById, humanTenths: number | null): Finding | null {
  const usage = known.get(USAGE_CHANGE);
  const { humanAtLeast, usageBelow } = card.silentFan;
  if (usage === undefined || humanTenths === null) return null;
  if (humanTenths < humanAtLeast * 10 || usage.healthTenths >= usageBelow * 10) return null;
  const because = `People are happy (${pointsText(humanTenths)}) while ${shown(usage)}.`;
  return { flag: 'silent-fan', because, indicators: [usage.indicator.id] };
}

function championLeft(card: Scorecard, known: KnownById): Finding | null {
  const champion = known.get(CHAMPION_CHANGE);
  if (champion === undefined || champion.healthTenths >= card.championLeft.healthBelow * 10) return null;
  const because = 'A champion or sponsor left or changed role.';
  return { flag: 'champion-left', because, indicators: [champion.indicator.id] };
}

/** Room to grow, and nobody who worries. */
function expansionReady(
  card: Scorecard,
  known: KnownById,
  tenths: number | null,
  proposals: readonly string[],
): Finding | null {
  const readiness = known.get(EXPANSION_READINESS);
  const { readinessAtLeast, scoreAtLeast } = card.expansionReady;
  if (readiness === undefined || tenths === null || tenths < scoreAtLeast * 10) return null;
  if (readiness.healthTenths < readinessAtLeast * 10) return null;
  const ready = `${shown(readiness)} while the score is ${pointsText(tenths)}.`;
  const because = `${ready} ${expansionStep(readiness.indicator, proposals)}`;
  return { flag: 'expansion-ready', because, indicators: [readiness.indicator.id] };
}

/** What to do about room to grow: names what to take up next in their plan, where anything is known. */
export function expansionStep(
  { nextStep }: Pick<Indicator, 'nextStep'>,
  proposals: readonly string[],
): string {
  return proposals.length === 0 ? nextStep : `Next for their plan: ${list(proposals)}.`;
}

/** Answers that count and that nobody has looked at for long. */
function staleJudgement(card: Scorecard, known: KnownById): Finding | null {
  const { staleAfterDays } = card.judgements;
  if (staleAfterDays === undefined) return null;
  const counted = card.groups.flatMap((g) => g.indicators.filter((i) => i.weight > 0).map((i) => i.id));
  const stale = counted
    .flatMap((id) => known.get(id) ?? [])
    .filter((k) => k.answerAgeDays !== null && k.answerAgeDays > staleAfterDays);
  if (stale.length === 0) return null;
  const ages = stale.map(
    (k) => `${k.indicator.title} was last answered ${Math.floor(k.answerAgeDays!)} days ago`,
  );
  return { flag: 'stale-judgement', because: `${list(ages)}.`, indicators: stale.map((k) => k.indicator.id) };
}

function mean(of: readonly KnownIndicator[]): number | null {
  return of.length === 0 ? null : Math.round(of.reduce((sum, k) => sum + k.healthTenths, 0) / of.length);
}

function shown(k: KnownIndicator): string {
  return `${k.indicator.title} is ${Number(k.value.toFixed(2))}`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
