import { readFileSync } from 'node:fs';
import { INDICATORS } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { STANDARD_TEMPLATE_VERSION } from '../demo/behaviour/people.ts';
import { CliError } from '../output/cli-error.ts';
import { parseAnswers } from './answers.ts';
import { signalsOf } from './sitting.ts';
import {
  assessmentJsonSchema,
  assessmentSchema,
  loadTemplate,
  STANDARD_TEMPLATE,
  templateVersionOf,
} from './template.ts';

const template = loadTemplate(STANDARD_TEMPLATE);

describe('the standard assessment', () => {
  it('asks the four questions that indicators read', () => {
    const ids = new Set(INDICATORS.map(({ id }) => id));
    expect(template.questions).toHaveLength(4);
    expect(template.questions.filter(({ id }) => !ids.has(id))).toEqual([]);
  });

  it('is the one the demo company answers', () => {
    expect(templateVersionOf(template)).toBe(STANDARD_TEMPLATE_VERSION);
  });

  it('defines every step of every question, or is refused', () => {
    const broken = structuredClone(template) as { questions: { steps: Record<number, string> }[] };
    delete broken.questions[0]!.steps[4];
    const parsed = assessmentSchema.safeParse(broken);
    expect(parsed.error?.issues[0]?.path.join('.')).toBe('questions.0.steps.4');
  });

  it('has the JSON Schema that editors are given', () => {
    const committed = JSON.parse(
      readFileSync(new URL('../../../config/assessments/assessment.schema.json', import.meta.url), 'utf8'),
    );
    expect(committed).toEqual(JSON.parse(JSON.stringify(assessmentJsonSchema())));
  });
});

describe('answers given as flags', () => {
  it('become one signal each under one sitting, the last one of a question counting', () => {
    const answers = parseAnswers(
      template,
      ['likelihood-to-renew=4', 'value-received=5', 'likelihood-to-renew=2'],
      'why',
    );
    const signals = signalsOf({
      template,
      accountId: 'a',
      answers,
      assessorId: 'me',
      assessorRole: 'csm',
      occurredAt: 1,
      assessmentId: 'sitting',
    });
    expect(signals.map(({ eventId, score, note }) => [eventId, score, note])).toEqual([
      ['sitting/likelihood-to-renew', 2, 'why'],
      ['sitting/value-received', 5, 'why'],
    ]);
  });

  it('are wrong usage when they answer nothing', () => {
    for (const text of ['likelihood-to-renew=6', 'mood=3', 'likelihood-to-renew']) {
      const wrong = () => parseAnswers(template, [text]);
      expect(wrong).toThrow(CliError);
      expect(wrong).toThrow(expect.objectContaining({ exitCode: 2 }));
    }
  });
});
