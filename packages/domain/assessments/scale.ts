import type { HealthAnchors } from '../indicators/definition.ts';
import { healthOf } from '../indicators/health.ts';
import { healthOfSteps, type Steps } from './template.ts';

/** What the steps 1 to 5 say of health; between them it is linear, as a score may lie between two. */
export type Scale = HealthAnchors;

export function scaleOf(steps: Steps): Scale {
  return healthOfSteps(steps).map((health, n) => [n + 1, health]);
}

/**
 * The present scale as an indicator's health. It goes on below 1 and above 5 as far as 0 and 100, so that an answer
 * under an earlier definition, which may have been worse or better than any step is now, keeps its health.
 */
export function anchorsOf(scale: Scale): HealthAnchors {
  const worst = scale[0]![1] > 0 ? [[0, 0] as const] : [];
  const best = scale.at(-1)![1] < 100 ? [[6, 100] as const] : [];
  return [...worst, ...scale, ...best];
}

/**
 * A score given under one scale as the score that says the same of health on the present one: itself where its
 * step means the same, else a value between steps, or outside of them.
 */
export function onPresentScale(score: number, given: Scale, present: Scale): number {
  const health = healthOf({ health: given }, score);
  if (health === healthOf({ health: present }, score)) return score;
  const inverse = anchorsOf(present).map(([value, points]) => [points, value] as const);
  return healthOf({ health: inverse }, health);
}
