import { createHash } from 'node:crypto';
import { type AssessmentTemplate, healthOfSteps, meaningOf, STEPS } from '@bellwether/domain';

const LENGTH = 12;

/** What every step of every question means and says of health, in short: it changes when any of that does. */
export function digestOf({ questions }: AssessmentTemplate): string {
  const defined = questions
    .flatMap(({ id, steps }) =>
      steps ? [[id, STEPS.map((n) => meaningOf(steps, n)), healthOfSteps(steps)] as const] : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(defined)).digest('hex').slice(0, LENGTH);
}
