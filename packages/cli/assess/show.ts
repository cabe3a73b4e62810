import {
  type AssessmentTemplate,
  healthOfSteps,
  meaningOf,
  STEPS,
  templateVersionOf,
} from '@bellwether/domain';
import { answersTo } from './answers.ts';

/** Templates, questions and what every step means, for people. */
export function renderTemplates(templates: readonly AssessmentTemplate[]): string {
  return templates
    .flatMap((template) => [heading(template), ...linesOf(template), ''])
    .join('\n')
    .trimEnd();
}

function heading(template: AssessmentTemplate): string {
  return `${templateVersionOf(template)}  ${template.title}`;
}

function linesOf({ questions }: AssessmentTemplate): string[] {
  return questions.flatMap(({ id, question, steps, choices, open }) => [
    '',
    `  ${id}: ${question}`,
    ...(open ? [`    in words${steps ? ', to be scored later' : ''}`] : []),
    ...Object.entries(choices ?? {}).map(([choice, name]) => `    ${choice}  ${name}`),
    ...(steps ? STEPS.map((n) => `    ${n}  ${meaningOf(steps, n)}`) : []),
  ]);
}

/** The same for programs. */
export function templatesJson(templates: readonly AssessmentTemplate[]): object[] {
  return templates.map(({ id, version, title, questions }) => ({
    id,
    version,
    title,
    questions: questions.map((asked) => ({
      id: asked.id,
      title: asked.title,
      question: asked.question,
      takes: answersTo(asked),
      ...(asked.choices ? { choices: asked.choices } : {}),
      ...(asked.steps ? { steps: stepsJson(asked.steps) } : {}),
    })),
  }));
}

function stepsJson(steps: Parameters<typeof healthOfSteps>[0]): object[] {
  const health = healthOfSteps(steps);
  return STEPS.map((step, n) => ({ step, means: meaningOf(steps, step), health: health[n] }));
}
