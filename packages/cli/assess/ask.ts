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

/** What is asked is no output: that may go to a file or another program. */
const ASKED_ON = { output: process.stderr };
const CANNOT_SAY = { value: null, name: '–  I cannot say' };

/** Asks every question in the terminal; a question may be skipped. Whoever has said why is not asked again. */
export async function askAll(
  template: AssessmentTemplate,
  account: string,
  given: string | undefined,
): Promise<Answer[]> {
  note(`${template.title}: ${account}`);
  const answers: Answer[] = [];
  for (const question of template.questions) {
    const said = await ask(question);
    if (said === null) continue;
    const why = 'answer' in said ? '' : (given ?? (await askWhy()));
    answers.push({ template, question, said, ...(why ? { note: why } : {}) });
  }
  return answers;
}

async function askWhy(): Promise<string> {
  return (await input({ message: 'Why? (Enter for none)' }, ASKED_ON)).trim();
}

/** Asks for one step; null where nobody can say. */
export async function askStep(message: string, steps: Steps): Promise<Step | null> {
  const choices = STEPS.toReversed().map((n) => ({ value: n, name: `${n}  ${meaningOf(steps, n)}` }));
  return select<Step | null>(
    { message, choices: [...choices, CANNOT_SAY], default: 3 as Step, loop: false },
    ASKED_ON,
  );
}

async function ask({ question, open, steps, choices }: Question): Promise<Answer['said'] | null> {
  if (choices) {
    const names = Object.entries(choices).map(([value, name]) => ({ value, name }));
    const choice = await select<string | null>(
      { message: question, choices: [...names, CANNOT_SAY], loop: false },
      ASKED_ON,
    );
    return choice === null ? null : { choice };
  }
  if (open || !steps) {
    const answer = (await input({ message: `${question} (Enter for none)` }, ASKED_ON)).trim();
    return answer === '' ? null : { answer };
  }
  const score = await askStep(question, steps);
  return score === null ? null : { score };
}
