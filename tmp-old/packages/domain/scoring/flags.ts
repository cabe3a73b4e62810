import type { Indicator } from '../indicators/definition.ts';
import type { KnownById, KnownIndicator } from './blend.ts';
import type { ScoreResult } from './score.ts';
import type { Scorecard } from './scorecard.ts';

export type Flag = 'champion-left' | 'masked-risk' | 'silent-fan';

/** A flag with its evidence. */
export interface Finding {
  readonly flag: Flag;
  /** One sentence. */
  readonly because: string;
  /** The indicators that are the evidence. */
  readonly indicators: readonly string[];
}

type Lenses = Pick<ScoreResult, 'dataTenths' | 'humanTenths'>;

const RELATIONSHIP_JUDGEMENTS: ReadonlySet<string> = new Set(['relationship-strength', 'communication-tone']);

/** Everything that holds of one vector, sorted by flag. */
export function findingsOf(card: Scorecard, known: KnownById, lenses: Lenses): Finding[] {
  const found = [
    championLeft(card, known),
    maskedRisk(card, known, lenses.dataTenths),
    silentFan(card, known, lenses.humanTenths),
  ];
  return found.filter((f) => f !== null);
}

/**
 * The numbers or the voice look healthy while a person has reason to worry. Judged indicator by indicator, never on a
 * mean, so that nothing healthy (a high NPS, many meetings) can outweigh one worried answer.
 */
function maskedRisk(card: Scorecard, known: KnownById, dataTenths: number | null): Finding | null {
  const { dataAtLeast, judgementBelow, goalsBelow, relationshipBelow } = card.maskedRisk;
  const voice = mean([...known.values()].filter((k) => k.indicator.group === 'voice'));
  const mask =
    healthy('The numbers look', dataTenths, dataAtLeast) ??
    healthy('Survey answers look', voice, dataAtLeast);
  if (mask === null) return null;
  const worries = [...known.values()].filter((k) => {
    const limit = worryLimit(k.indicator, { judgementBelow, goalsBelow, relationshipBelow });
    return limit !== null && k.healthTenths < limit * 10;
  });
  if (worries.length === 0) return null;
  return {
    flag: 'masked-risk',
    because: `${mask} while ${list(worries.map(shown))}.`,
    indicators: worries.map((k) => k.indicator.id),
  };
}

function worryLimit(
  indicator: Indicator,
  limits: { judgementBelow: number; goalsBelow: number; relationshipBelow: number },
): number | null {
  if (RELATIONSHIP_JUDGEMENTS.has(indicator.id)) return limits.relationshipBelow;
  if (indicator.group === 'judgement') return limits.judgementBelow;
  return indicator.group === 'goals' ? limits.goalsBelow : null;
}

function healthy(phrase: string, tenths: number | null, atLeast: number): string | null {
  return tenths !== null && tenths >= atLeast * 10 ? `${phrase} healthy (${points(tenths)})` : null;
}

/** People are happy, but they come less and less. */
function silentFan(card: Scorecard, known: KnownById, humanTenths: number | null): Finding | null {
  const usage = known.get('usage-change');
  const { humanAtLeast, usageBelow } = card.silentFan;
  if (usage === undefined || humanTenths === null) return null;
  if (humanTenths < humanAtLeast * 10 || usage.healthTenths >= usageBelow * 10) return null;
  const because = `People are happy (${points(humanTenths)}) while ${shown(usage)}.`;
  return { flag: 'silent-fan', because, indicators: [usage.indicator.id] };
}

function championLeft(card: Scorecard, known: KnownById): Finding | null {
  const champion = known.get('champion-change');
  if (champion === undefined || champion.healthTenths >= card.championLeft.healthBelow * 10) return null;
  const because = 'A champion or sponsor left or changed role.';
  return { flag: 'champion-left', because, indicators: [champion.indicator.id] };
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

function points(tenths: number): string {
  return (tenths / 10).toFixed(1);
}
