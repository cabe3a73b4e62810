import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainZodIssues } from '@bellwether/configuration';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { CliError, messageOf } from '../output/cli-error.ts';
import { PROJECT_ROOT } from '../stack/project.ts';

const definition = z.string().min(1).describe('What an answer of this step means');

const question = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and -')
    .describe('The questionId, and its indicator'),
  title: z.string().min(1),
  question: z.string().min(1).describe('As it is asked'),
  steps: z
    .strictObject({ 1: definition, 2: definition, 3: definition, 4: definition, 5: definition })
    .describe('Every step of the scale, 1 is worst, 5 is best'),
});

/** A set of questions for people who know the customer. */
export const assessmentSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and -'),
  version: z.int().min(1).describe('Higher with every changed definition'),
  title: z.string().min(1),
  questions: z
    .array(question)
    .min(1)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two questions have the same id'),
});

export type AssessmentTemplate = z.output<typeof assessmentSchema>;
export type Question = AssessmentTemplate['questions'][number];
export type Step = 1 | 2 | 3 | 4 | 5;

/** For editors: `config/assessments/assessment.schema.json`. */
export function assessmentJsonSchema(): object {
  return z.toJSONSchema(assessmentSchema, { io: 'input' });
}

export const STANDARD_TEMPLATE = join(PROJECT_ROOT, 'config', 'assessments', 'standard.yaml');

/** What signals say they were answered under. */
export function templateVersionOf({ id, version }: AssessmentTemplate): string {
  return `${id}/${version}`;
}

/** @throws CliError naming every problem */
export function loadTemplate(path: string): AssessmentTemplate {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CliError(`The assessment ${path} cannot be read.`, { details: [messageOf(cause)] });
  }
  const document = parseDocument(text);
  const parsed = assessmentSchema.safeParse(document.errors.length > 0 ? null : document.toJS());
  if (parsed.success) return parsed.data;
  const yaml = document.errors.map((error) => error.message);
  throw new CliError(`The assessment ${path} does not say what it must.`, {
    details: yaml.length > 0 ? yaml : explainZodIssues(parsed.error),
    remedy: 'config/assessments/assessment.schema.json describes every key.',
  });
}
