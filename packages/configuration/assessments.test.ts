import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessmentJsonSchema, type ScoredQuestion, scoredQuestions } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { readAssessments } from './assessments.ts';
import { folderWith } from './given.ts';
import { SHIPPED_CONFIG_DIR } from './indicators.ts';
import { ConfigurationFault } from './read-file.ts';

const SHIPPED = join(SHIPPED_CONFIG_DIR, 'assessments');

const template = (fields: string, steps = '{ 1: a, 2: b, 3: c, 4: d, 5: e }', question = 'mood') =>
  `${fields}\ntitle: Own\nquestions:\n  - { id: ${question}, title: M, question: How?, steps: ${steps} }\n`;
const problemsOf = (files: Readonly<Record<string, string>>) => {
  try {
    return readAssessments(folderWith(files)) && [];
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    return error.message
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.includes('.yaml: '));
  }
};
const mood = (dir: string): ScoredQuestion => {
  const { templates, earlier } = readAssessments(dir);
  return scoredQuestions(templates, earlier).find(({ id }) => id === 'mood')!;
};

describe('the shipped assessments', () => {
  const { templates } = readAssessments(SHIPPED);
  const ids = (id: string) => templates.find((one) => one.id === id)!.questions.map((asked) => asked.id);

  it('ask the four standard questions, and have a library of further ones', () => {
    expect(ids('standard')).toEqual([
      'likelihood-to-renew',
      'value-received',
      'relationship-strength',
      'communication-tone',
    ]);
    expect(ids('library')).toEqual(
      expect.arrayContaining([
        'goal-closeness',
        'criticality',
        'support-rating',
        'likelihood-to-stay',
        'shared-mission-and-vision',
        'how-they-are-holding-up',
        'product-against-expectations',
        'wished-contact-frequency',
      ]),
    );
  });

  it('have the JSON Schema that editors are given', () => {
    const committed = JSON.parse(readFileSync(join(SHIPPED, 'assessment.schema.json'), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(assessmentJsonSchema())));
  });

  it('notice a step that was changed without a new version', () => {
    const text = readFileSync(join(SHIPPED, 'standard.yaml'), 'utf8');
    expect(problemsOf({ 'standard.yaml': text })).toEqual([]);
    const changed = text.replace('They intend to renew; a few points are open.', 'They intend to renew.');
    expect(problemsOf({ 'standard.yaml': changed })).toEqual([
      expect.stringMatching(
        /^standard\.yaml: digest: steps are no longer .* under version 1\. .* raise version/,
      ),
    ]);
  });
});

describe('assessment templates', () => {
  it('are all read before anybody complains, each mistake with file and path', () => {
    expect(
      problemsOf({
        'a.yaml': template('id: a\nversion: 1', '{ 1: a, 2: b, 3: c, 5: e }'),
        'b.yaml': template('id: b\nversion: 0\nmood: bad'),
        'c.yaml': template('id: c\nversion: 1', '{ 1: a, 2: { means: b, health: 60 }, 3: c, 4: d, 5: e }'),
        'd.yaml': 'id: [',
      }),
    ).toEqual([
      expect.stringMatching(/^a\.yaml: questions\.0\.steps\.4: /),
      expect.stringMatching(/^b\.yaml: version: /),
      expect.stringMatching(/^b\.yaml: \(top level\): .*mood/),
      expect.stringMatching(/^c\.yaml: questions\.0\.steps\.3: health rises .* 50 after 60/),
      expect.stringMatching(/^d\.yaml: /),
    ]);
  });

  it('do not share questions or ids, with each other or with other indicators', () => {
    expect(
      problemsOf({
        'a.yaml': template('id: a\nversion: 1'),
        'b.yaml': template('id: a\nversion: 1'),
        'c.yaml': template('id: c\nversion: 1', undefined, 'nps'),
      }),
    ).toEqual([
      'b.yaml: id: a.yaml has the id a too',
      'b.yaml: questions.0.id: mood is taken by a.yaml',
      'c.yaml: questions.0.id: nps is taken by an indicator of another kind',
    ]);
  });

  it('have steps, choices or words', () => {
    const asked = (rest: string) =>
      `id: a\nversion: 1\ntitle: Own\nquestions:\n  - { id: mood, title: M, question: How?${rest} }\n`;
    expect(problemsOf({ 'a.yaml': asked('') })).toEqual([expect.stringMatching(/needs steps, or choices/)]);
    expect(problemsOf({ 'a.yaml': asked(', open: true, choices: { a: A, b: B }') })).toHaveLength(1);
    expect(problemsOf({ 'a.yaml': asked(', open: true') })).toEqual([]);
  });

  it('keep what they were under every version before', () => {
    expect(problemsOf({ 'a.yaml': template('id: a\nversion: 3') })).toEqual([
      expect.stringMatching(/^a\.yaml: version: .* version 1 is missing; keep it as earlier\/a-1\.yaml/),
      expect.stringMatching(/version 2 is missing/),
    ]);
    expect(
      problemsOf({
        'a.yaml': template('id: a\nversion: 1'),
        'earlier/a-1.yaml': template('id: a\nversion: 1'),
      }),
    ).toEqual(['earlier/a-1.yaml: version: 1 is not earlier than 1']);
  });

  it('that changed know the scale of each version', () => {
    const own = '{ 1: a, 2: b, 3: c, 4: { means: d, health: 60 }, 5: e }';
    const dir = folderWith({
      'a.yaml': template('id: a\nversion: 2', own),
      'earlier/a-1.yaml': template('id: a\nversion: 1'),
    });
    expect(mood(dir).present[3]).toEqual([4, 60]);
    expect(mood(dir).earlier.get('a/1')![3]).toEqual([4, 75]);
  });

  it('may not offer a contact frequency that engagement cannot be measured against', () => {
    const text = `id: a\nversion: 1\ntitle: Own\nquestions:
  - { id: wished-contact-frequency, title: W, question: How often?, choices: { weekly: W, daily: D } }\n`;
    expect(problemsOf({ 'a.yaml': text })).toEqual([
      expect.stringMatching(/questions\.0\.choices\.daily: engagement knows only weekly, fortnightly/),
    ]);
  });
});
