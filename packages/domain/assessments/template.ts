import { z } from 'zod';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and -');
const definition = z.string().min(1).describe('What an answer of this step means');
const step = z
  .union([
    definition,
    z.strictObject({
      means: definition,
      health: z.number().min(0).max(100).describe('Instead of 0, 25, 50, 75 or 100, for steps 1 to 5'),
    }),
  ])
  .describe('What an answer of this step means, and what it says of health where that is its own');

const question = z
  .strictObject({
    id: slug.describe('The questionId, and its indicator where it is scored'),
    title: z.string().min(1),
    question: z.string().min(1).describe('As it is asked'),
    nextStep: z.string().min(1).optional().describe('What a bad answer means and what the team should do'),
    steps: z
      .strictObject({ 1: step, 2: step, 3: step, 4: step, 5: step })
      .optional()
      .describe('Every step of the scale, 1 is worst, 5 is best'),
    choices: z
      .record(slug, z.string().min(1))
      .refine((all) => Object.keys(all).length > 1, 'a choice needs two')
      .optional()
      .describe('Instead of steps: what may be chosen, and how it is shown; it is no score'),
    open: z
      .literal(true)
      .optional()
      .describe(
        'Asked in words. With steps, a person may score the words later; without, they are only kept',
      ),
  })
  .superRefine((asked, context) => {
    const complain = (message: string, path: PropertyKey[] = []) =>
      context.addIssue({ code: 'custom', message, path });
    if (asked.choices && (asked.steps || asked.open))
      complain('a choice has neither steps nor words', ['choices']);
    if (!asked.choices && !asked.steps && !asked.open) complain('needs steps, or choices, or open: true');
    if (asked.steps) {
      const health = healthOfSteps(asked.steps);
      for (const n of [2, 3, 4, 5] as const) {
        if (health[n - 1]! > health[n - 2]!) continue;
        complain(`health rises from step to step; here it is ${health[n - 1]} after ${health[n - 2]}`, [
          'steps',
          n,
        ]);
      }
    }
  });

/** A set of questions for people who know the customer. */
export const assessmentSchema = z.strictObject({
  $schema: z.string().optional(),
  id: slug,
  version: z
    .int()
    .min(1)
    .describe('Higher with every changed definition; the file as it was before is kept in earlier/'),
  digest: z
    .string()
    .optional()
    .describe('Of the steps under this version, so that none changes by accident; left out, nobody watches'),
  title: z.string().min(1),
  questions: z
    .array(question)
    .min(1)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two questions have the same id'),
});

export type AssessmentTemplate = z.output<typeof assessmentSchema>;
export type Question = AssessmentTemplate['questions'][number];
export type Steps = NonNullable<Question['steps']>;
export type Step = 1 | 2 | 3 | 4 | 5;
export const STEPS = [1, 2, 3, 4, 5] as const satisfies readonly Step[];

/** For editors: `config/assessments/assessment.schema.json`. */
export function assessmentJsonSchema(): object {
  return z.toJSONSchema(assessmentSchema, { io: 'input' });
}

/** What signals say they were answered under. */
export function templateVersionOf({ id, version }: Pick<AssessmentTemplate, 'id' | 'version'>): string {
  return `${id}/${version}`;
}

/** What an answer of a step means. */
export function meaningOf(steps: Steps, n: Step): string {
  const step = steps[n];
  return typeof step === 'string' ? step : step.means;
}

/** The health of the steps 1 to 5: their own, else 0, 25, 50, 75 and 100. */
export function healthOfSteps(steps: Steps): readonly number[] {
  return STEPS.map((n) => {
    const step = steps[n];
    return typeof step === 'string' ? (n - 1) * 25 : step.health;
  });
}
