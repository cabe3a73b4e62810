import {
  type AssessmentTemplate,
  meaningOf,
  type Question,
  STEPS,
  type Step,
  type Steps,
} from '@bellwether/domain';
import { input, select } from '@inquirer/prompts';
import { note } from '../output/print.ts';
import type { Answer } from './answers.ts';

const CANNOT_SAY = { value: null, name: '–  I cannot say' };

/** Asks every question in the terminal; a question may be skipped. */
export async function askAll(template: AssessmentTemplate, account: string): Promise<Answer[]> {
  note(`${template.title}: ${account}`);
  const answers: Answer[] = [];
  for (const question of template.questions) {
    const said = await ask(question);
    if (said === null) continue;
    const why = 'answer' in said ? '' : (await input({ message: 'Why? (Enter for none)' })).trim();
    answers.push({ template, question, said, ...(why ? { note: why } : {}) });
  }
  return answers;
}

/** Asks for one step; null where nobody can say. */
export async function askStep(message: string, steps: Steps): Promise<Step | null> {
  return select<Step | null>({
    message,
    choices: [
      ...STEPS.toReversed().map((n) => ({ value: n, name: `${n}  ${meaningOf(steps, n)}` })),
      CANNOT_SAY,
    ],
    default: 3 as Step,
    loop: false,
  });
}

async function ask({ question, open, steps, choices }: Question): Promise<Answer['said'] | null> {
  if (choices) {
    const names = Object.entries(choices).map(([value, name]) => ({ value, name }));
    const choice = await select<string | null>({
      message: question,
      choices: [...names, CANNOT_SAY],
      loop: false,
    });
    return choice === null ? null : { choice };
  }
  if (open || !steps) {
    const answer = (await input({ message: `${question} (Enter for none)` })).trim();
    return answer === '' ? null : { answer };
  }
  const score = await askStep(question, steps);
  return score === null ? null : { score };
}
