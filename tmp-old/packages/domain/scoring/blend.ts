import type { Indicator } from '../indicators/definition.ts';
import type { IndicatorValue } from '../indicators/evaluation.ts';
import { healthOf } from '../indicators/health.ts';
import type { Scorecard, ScorecardGroup } from './scorecard.ts';

/** Indicators by id; those a scorecard names and the code no longer has are treated as missing. */
export type IndicatorsById = ReadonlyMap<string, Indicator>;

/** An indicator that may speak. */
export interface KnownIndicator {
  readonly indicator: Indicator;
  readonly value: number;
  readonly healthTenths: number;
}

export type KnownById = ReadonlyMap<string, KnownIndicator>;

/** Every indicator of a vector that has a value, with how healthy that value is. */
export function knownOf(values: readonly IndicatorValue[], indicators: IndicatorsById): KnownById {
  const known = new Map<string, KnownIndicator>();
  for (const { indicator: id, value } of values) {
    const indicator = indicators.get(id);
    if (indicator === undefined || value === null) continue;
    known.set(id, { indicator, value, healthTenths: Math.round(healthOf(indicator, value) * 10) });
  }
  return known;
}

/** One indicator's part of the sum, before roll-ups. */
export interface BlendedLine {
  readonly id: string;
  readonly group: string;
  /** Of the whole score, after redistribution; 0 to 1. */
  readonly share: number;
}

/** One group's part of the sum. */
export interface BlendedGroup {
  readonly group: ScorecardGroup;
  readonly share: number;
  readonly meanTenths: number;
  /** The mean, or the worst of its indicators. */
  readonly rolledUpTenths: number;
}

export interface Blend {
  readonly tenths: number;
  readonly groups: readonly BlendedGroup[];
  readonly lines: readonly BlendedLine[];
}

/**
 * Weighted mean of groups of weighted indicators, over what is known: the weight of a missing indicator goes to its
 * group, that of a group without any to the other groups. Null when nothing with weight is known.
 */
export function blend(
  card: Scorecard,
  known: KnownById,
  counts: (k: KnownIndicator) => boolean,
): Blend | null {
  const present = card.groups.flatMap((group) => {
    const members = group.indicators.flatMap(({ id, weight }) => {
      const k = known.get(id);
      return k !== undefined && weight > 0 && counts(k) ? [{ id, weight, tenths: k.healthTenths }] : [];
    });
    return group.weight > 0 && members.length > 0 ? [{ group, members }] : [];
  });
  if (present.length === 0) return null;
  const weightOfGroups = sum(present.map((p) => p.group.weight));
  const groups: BlendedGroup[] = [];
  const lines: BlendedLine[] = [];
  for (const { group, members } of present) {
    const share = group.weight / weightOfGroups;
    const weight = sum(members.map((m) => m.weight));
    const meanTenths = sum(members.map((m) => m.tenths * (m.weight / weight)));
    const worst = Math.min(...members.map((m) => m.tenths));
    const rolledUpTenths = group.rollUp === 'worst-of' ? worst : meanTenths;
    groups.push({ group, share, meanTenths, rolledUpTenths });
    for (const m of members) lines.push({ id: m.id, group: group.id, share: share * (m.weight / weight) });
  }
  const tenths = clamp(Math.round(sum(groups.map((g) => g.share * g.rolledUpTenths))));
  return { tenths, groups, lines };
}

/** The share of the scorecard's weight that is known, in percent, rounded down: 100 means all of it. */
export function coverageOf(card: Scorecard, known: KnownById): number {
  const total = sum(card.groups.filter(hasWeight).map((g) => g.weight));
  const there = sum(
    card.groups.filter(hasWeight).map((g) => {
      const knownWeight = sum(g.indicators.filter((i) => known.has(i.id)).map((i) => i.weight));
      return (g.weight * knownWeight) / sum(g.indicators.map((i) => i.weight));
    }),
  );
  const ROUNDING_NOISE = 1e-9;
  return Math.floor((there / total) * 100 + ROUNDING_NOISE);
}

function hasWeight(group: ScorecardGroup): boolean {
  return group.weight > 0 && group.indicators.some((i) => i.weight > 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function clamp(tenths: number): number {
  return Math.min(1000, Math.max(0, tenths));
}
