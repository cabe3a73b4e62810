import { addDays, closeOf, type Day } from '../time/days.ts';
import { requireCard, type ScoredClose, type ScoringRules, scoredWith } from './closes.ts';
import { besideOverride, type Finding } from './flags.ts';
import { type Override, overrideAt } from './override.ts';
import type { ScoreResult } from './score.ts';
import type { Scorecard } from './scorecard.ts';
import { pointsText } from './words.ts';

type Ahead = Pick<ScoreResult, 'leadingTenths' | 'laggingTenths'>;

/**
 * What announces the future has fallen from its best recent close, while what has already happened still looks good: the
 * numbers that a renewal is usually judged by would not show it yet. `closes` are those before `day`, scored with this card.
 */
export function fadingAt(card: Scorecard, closes: readonly ScoredClose[], day: Day, now: Ahead): Finding[] {
  const { laggingAtLeast, leadingFall, days } = card.fading;
  if (now.leadingTenths === null || now.laggingTenths === null) return [];
  if (now.laggingTenths < laggingAtLeast * 10) return [];
  const since = addDays(day, -days);
  const recent = closes.filter((close) => close.day >= since && close.day < day);
  const best = recent.reduce((max, close) => Math.max(max, close.leadingTenths ?? 0), 0);
  if (best - now.leadingTenths < leadingFall * 10) return [];
  const because =
    `What announces the future fell from ${pointsText(best)} to ${pointsText(now.leadingTenths)} within ${days} days, ` +
    `while what has already happened still looks good (${pointsText(now.laggingTenths)}).`;
  return [{ flag: 'fading', because, indicators: [] }];
}

/** All that a close found: what its vector shows, and what the closes before it and an override in force then make of it. */
export function findingsAtClose(
  closes: readonly ScoredClose[],
  close: ScoredClose,
  overrides: readonly Override[],
  rules: ScoringRules,
): readonly Finding[] {
  const card = requireCard(rules, close);
  const override = overrideAt(overrides, closeOf(close.day));
  const shown = besideOverride(close.findings, card, override, close.worried);
  const fading = close.standsStill ? [] : fadingAt(card, scoredWith(close, closes), close.day, close);
  return byFlag([...shown, ...fading]);
}

export function byFlag(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => (a.flag < b.flag ? -1 : 1));
}
