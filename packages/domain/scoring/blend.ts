import { standsAt } from '../indicators/churned.ts';
import type { Indicator } from '../indicators/definition.ts';
import type { Evaluation } from '../indicators/evaluation.ts';
import { healthAt } from '../indicators/health.ts';
import { DAY_MS } from '../time/days.ts';
import type { Scorecard, ScorecardGroup } from './scorecard.ts';

/** Indicators by id; those a scorecard names and the code no longer has are treated as missing. */
export type IndicatorsById = ReadonlyMap<string, Indicator>;

/** An indicator that may speak. */
export interface KnownIndicator {
  readonly indicator: Indicator;
  readonly value: number;
  readonly healthTenths: number;
  /** Of a person's answer, how long ago it was given, in days and parts of them; null for everything else. */
  readonly answerAgeDays: number | null;
}

export type KnownById = ReadonlyMap<string, KnownIndicator>;

/** Every indicator of a vector that has a value, with how healthy that value is. */
export function knownOf(
  evaluation: Pick<Evaluation, 'values' | 'answers' | 'version' | 'firstDay' | 'profile'>,
  indicators: IndicatorsById,
): KnownById {
  const { values, answers, version, firstDay, profile } = evaluation;
  const asOf = standsAt(profile, version.asOf);
  const known = new Map<string, KnownIndicator>();
  const ages = new Map(answers.map((a) => [a.questionId, (asOf - a.givenAt) / DAY_MS]));
  for (const { indicator: id, value } of values) {
    const indicator = indicators.get(id);
    if (indicator === undefined || value === null) continue;
    const healthTenths = Math.round(healthAt(indicator, value, asOf, firstDay) * 10);
    known.set(id, { indicator, value, healthTenths, answerAgeDays: ages.get(id) ?? null });
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
      if (k === undefined || weight === 0 || !counts(k)) return [];
      return [{ id, full: weight, weight: weight * weightLeft(card, k), tenths: k.healthTenths }];
    });
    if (group.weight === 0 || members.length === 0) return [];
    // A group of old answers counts for less than one of fresh ones, not only each answer within it.
    const left = sum(members.map((m) => m.weight)) / sum(members.map((m) => m.full));
    return [{ group, members, weight: group.weight * left }];
  });
  if (present.length === 0) return null;
  const weightOfGroups = sum(present.map((p) => p.weight));
  const groups: BlendedGroup[] = [];
  const lines: BlendedLine[] = [];
  for (const { group, members, weight: groupWeight } of present) {
    const share = groupWeight / weightOfGroups;
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
      const knownWeight = sum(
        g.indicators.map(({ id, weight }) => {
          const k = known.get(id);
          return k === undefined ? 0 : weight * weightLeft(card, k);
        }),
      );
      return (g.weight * knownWeight) / sum(g.indicators.map((i) => i.weight));
    }),
  );
  const ROUNDING_NOISE = 1e-9;
  return Math.floor((there / total) * 100 + ROUNDING_NOISE);
}

const WEIGHT_UNITS = 1_000_000;

/**
 * The share of its weight that an answer has left, 2^(−age/half-life), where the scorecard lets answers fade; else 1. In
 * millionths, so that no two machines differ; never nothing, so that a lone answer still speaks.
 */
export function weightLeft(
  { judgements }: Pick<Scorecard, 'judgements'>,
  { answerAgeDays }: Pick<KnownIndicator, 'answerAgeDays'>,
): number {
  const { halfLifeDays } = judgements;
  if (halfLifeDays === undefined || answerAgeDays === null) return 1;
  const left = 2 ** (-Math.max(0, answerAgeDays) / halfLifeDays);
  return Math.max(1, Math.round(left * WEIGHT_UNITS)) / WEIGHT_UNITS;
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
