import { describe, expect, it } from 'vitest';
import { CliError } from '../output/cli-error.ts';
import { parseAnswers } from './answers.ts';
import { renderTemplates } from './show.ts';
import { type Sitting, signalsOf } from './sitting.ts';
import { questionNamed, templateNamed, templatesHere } from './templates.ts';

const templates = templatesHere();
const sitting: Sitting = {
  accountId: 'a',
  answers: [],
  withdrawals: [],
  lateScores: [],
  assessorId: 'me',
  assessorRole: 'csm',
  occurredAt: 1,
  assessmentId: 'sitting',
};

describe('answers given as flags', () => {
  it('become one signal each under one sitting, the last one of a question counting', () => {
    const answers = parseAnswers(
      templates,
      ['likelihood-to-renew=4', 'value-received=5', 'likelihood-to-renew=2'],
      'why',
    );
    expect(signalsOf({ ...sitting, answers }).map((s) => [s.eventId, s.score, s.note])).toEqual([
      ['sitting/likelihood-to-renew', 2, 'why'],
      ['sitting/value-received', 5, 'why'],
    ]);
  });

  it('are scores, choices or words, whatever the question takes, each under its own template', () => {
    const answers = parseAnswers(templates, [
      'communication-tone=3',
      'wished-contact-frequency=weekly',
      'outlook=they want = more',
    ]);
    expect(signalsOf({ ...sitting, answers })).toMatchObject([
      { questionId: 'communication-tone', templateVersion: 'standard/1', score: 3 },
      { questionId: 'wished-contact-frequency', templateVersion: 'library/1', choice: 'weekly' },
      { questionId: 'outlook', templateVersion: 'library/1', answer: 'they want = more' },
    ]);
  });

  it.each([
    'likelihood-to-renew=6',
    'likelihood-to-renew=2.5',
    'mood=3',
    'outlook= ',
    'wished-contact-frequency=daily',
    'outlook',
  ])('are wrong usage when they answer nothing: %s', (text) => {
    const wrong = () => parseAnswers(templates, [text]);
    expect(wrong).toThrow(CliError);
    expect(wrong).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});

describe('what was said earlier', () => {
  const outlook = questionNamed('outlook', templates)!;

  it('is scored under a sitting of its own, which names what it scores', () => {
    const lateScores = [{ ...outlook, scoresEventId: 'e', score: 2 } as const];
    expect(signalsOf({ ...sitting, lateScores, note: 'read it again' })).toMatchObject([
      { change: 'answered', questionId: 'outlook', score: 2, scoresEventId: 'e', note: 'read it again' },
    ]);
  });

  it('is withdrawn by the sitting it was given in', () => {
    const withdrawals = [{ ...outlook, sittingId: 'last-month' }];
    expect(signalsOf({ ...sitting, withdrawals })).toMatchObject([
      { change: 'withdrawn', questionId: 'outlook', assessmentId: 'last-month' },
    ]);
  });
});

describe('templates', () => {
  it('are found by id, by file, or not at all', () => {
    expect(templateNamed('library', templates).questions).not.toHaveLength(0);
    expect(templateNamed('config/assessments/standard.yaml', templates).id).toBe('standard');
    expect(() => templateNamed('moods', templates)).toThrow('There is no assessment moods.');
  });

  it('are shown with what every step means', () => {
    const text = renderTemplates(templates);
    expect(text).toMatch(
      /standard\/1 {2}Standard assessment[\s\S]* {4}5 {2}They have told us they will renew/,
    );
    expect(text).toMatch(/ {4}quarterly {2}Once a quarter/);
  });
});
