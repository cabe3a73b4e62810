import { usageError } from '../output/cli-error.ts';
import type { Answer } from './sitting.ts';
import type { AssessmentTemplate, Step } from './template.ts';

const NEEDED = /^([a-z0-9-]+)=([1-5])$/;

/** `question=score` texts as answers. @throws CliError (wrong usage) naming what each question takes */
export function parseAnswers(
  template: AssessmentTemplate,
  texts: readonly string[],
  note?: string,
): Answer[] {
  const byId = new Map(template.questions.map((question) => [question.id, question]));
  const answers = new Map<string, Answer>();
  for (const text of texts) {
    const [, id = '', score = ''] = NEEDED.exec(text) ?? [];
    const question = byId.get(id);
    if (!question) {
      const remedy = `Write <question>=<1 to 5>; the questions are ${[...byId.keys()].join(', ')}.`;
      throw usageError(`'${text}' is no answer to ${template.title.toLowerCase()}.`, remedy);
    }
    answers.set(id, { question, score: Number(score) as Step, ...(note ? { note } : {}) });
  }
  return [...answers.values()];
}
