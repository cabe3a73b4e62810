import type { IndicatorsById } from './blend.ts';
import type { ChangeLine, NextStep } from './change.ts';
import { EXPANSION_READINESS, expansionStep, type Flag } from './flags.ts';

const STEPS_NAMED = 3;
const UNHEALTHY_TENTHS = 500;

/**
 * What to do: first about what somebody worries about while something masks it, which need not be on the scorecard; then about the
 * indicators that hurt, those that fell most first, then the least healthy; last, where to grow. `worries` are indicators, as of now:
 * a flag may stand until the next close.
 */
export function nextStepsOf(
  lines: readonly ChangeLine[],
  flags: readonly Flag[],
  worries: readonly string[],
  proposals: readonly string[],
  indicators: IndicatorsById,
): NextStep[] {
  const readiness = flags.includes('expansion-ready') ? indicators.get(EXPANSION_READINESS) : undefined;
  const growth = readiness
    ? [{ indicator: readiness.id, team: readiness.team, step: expansionStep(readiness, proposals) }]
    : [];
  const masked = flags.includes('masked-risk') ? worries : [];
  const hurting = lines
    .filter((l) => l.kind === 'indicator' && l.healthTenths !== null && l.healthTenths < UNHEALTHY_TENTHS)
    .sort((a, b) => a.deltaTenths - b.deltaTenths || a.healthTenths! - b.healthTenths!)
    .map(({ id }) => id);
  const steps = [...new Set([...masked, ...hurting])].flatMap((id) => {
    const indicator = indicators.get(id);
    return indicator ? [{ indicator: id, team: indicator.team, step: indicator.nextStep }] : [];
  });
  return [...steps.slice(0, STEPS_NAMED - growth.length), ...growth];
}
