import type { IndicatorsById } from './blend.ts';
import type { ChangeLine, NextStep } from './change.ts';
import { EXPANSION_READINESS, expansionStep, type Flag } from './flags.ts';

const STEPS_NAMED = 3;
const UNHEALTHY_TENTHS = 500;

/** What to do about the indicators that hurt: those that fell most first, then the least healthy; last, where to grow. */
export function nextStepsOf(
  lines: readonly ChangeLine[],
  flags: readonly Flag[],
  proposals: readonly string[],
  indicators: IndicatorsById,
): NextStep[] {
  const readiness = flags.includes('expansion-ready') ? indicators.get(EXPANSION_READINESS) : undefined;
  const growth = readiness
    ? [{ indicator: readiness.id, team: readiness.team, step: expansionStep(readiness, proposals) }]
    : [];
  const hurting = lines
    .filter((l) => l.kind === 'indicator' && l.healthTenths !== null && l.healthTenths < UNHEALTHY_TENTHS)
    .sort((a, b) => a.deltaTenths - b.deltaTenths || a.healthTenths! - b.healthTenths!)
    .flatMap(({ id }) => {
      const indicator = indicators.get(id);
      return indicator ? [{ indicator: id, team: indicator.team, step: indicator.nextStep }] : [];
    })
    .slice(0, STEPS_NAMED - growth.length);
  return [...hurting, ...growth];
}
