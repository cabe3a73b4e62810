import { input, select } from '@inquirer/prompts';
import type { Answer } from './sitting.ts';
import type { AssessmentTemplate, Step } from './template.ts';

const STEPS = [5, 4, 3, 2, 1] as const satisfies readonly Step[];

/** Asks every question in the terminal; a question may be skipped. */
export async function askAll(template: AssessmentTemplate, account: string): Promise<Answer[]> {
  process.stderr.write(`${template.title}: ${account}\n`);
  const answers: Answer[] = [];
  for (const question of template.questions) {
    const score = await select<Step | null>({
      message: question.question,
      choices: [
        ...STEPS.map((step) => ({ value: step, name: `${step}  ${question.steps[step]}` })),
        { value: null, name: '–  I cannot say' },
      ],
      default: 3 as Step,
      loop: false,
    });
    if (score === null) continue;
    const note = await input({ message: 'Why? (Enter for none)' });
    answers.push({ question, score, ...(note.trim() ? { note: note.trim() } : {}) });
  }
  return answers;
}
