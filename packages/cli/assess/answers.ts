import type { AssessmentTemplate, Question, Step } from '@bellwether/domain';
import { usageError } from '../output/cli-error.ts';
import { type Asked, questionNamed } from './templates.ts';

/** What was said to a question: a score, a choice, or words. */
export interface Answer extends Asked {
  readonly said: { readonly score: Step } | { readonly choice: string } | { readonly answer: string };
  readonly note?: string;
}

const QUESTION_AND_ANSWER = /^([a-z0-9-]+)=(.+)$/s;

/** `question=answer` texts as answers. @throws CliError (wrong usage) naming what each question takes */
export function parseAnswers(
  templates: readonly AssessmentTemplate[],
  texts: readonly string[],
  note?: string,
): Answer[] {
  const answers = new Map<string, Answer>();
  for (const text of texts) {
    const [, id = '', given = ''] = QUESTION_AND_ANSWER.exec(text) ?? [];
    const asked = questionNamed(id, templates);
    if (!asked) {
      const ids = templates.flatMap(({ questions }) => questions.map((question) => question.id));
      const remedy = `Write <question>=<answer>; the questions are ${ids.join(', ')}.`;
      throw usageError(`'${text}' answers no question.`, remedy);
    }
    const said = readAnswer(asked.question, given.trim());
    if (!said)
      throw usageError(`'${given}' is no answer to ${id}.`, `It takes ${answersTo(asked.question)}.`);
    answers.set(id, { ...asked, said, ...(note ? { note } : {}) });
  }
  return [...answers.values()];
}

function readAnswer({ open, choices }: Question, given: string): Answer['said'] | null {
  if (choices) return given in choices ? { choice: given } : null;
  if (open) return given === '' ? null : { answer: given };
  const score = stepOf(given);
  return score && { score };
}

/** @returns null where it is none of 1 to 5 */
export function stepOf(text: string): Step | null {
  return /^[1-5]$/.test(text) ? (Number(text) as Step) : null;
}

/** What a question takes, in words. */
export function answersTo({ open, choices }: Question): string {
  if (choices) return Object.keys(choices).join(', ');
  return open ? 'words' : '1 (worst) to 5 (best)';
}
