import { describe, expect, it } from 'vitest';
import { fillTemplate, fillTemplates, templatePaths } from './template.ts';

const event = {
  account: { name: 'Acme', csm: null },
  score: 41.3,
  flags: ['a', 'b'],
  steps: [{ step: 'call' }],
};

describe('templates', () => {
  it('fill in fields by path, into lists too', () => {
    expect(fillTemplate('{{account.name}} is at {{ score }}: {{steps.0.step}} ({{flags}})', event)).toBe(
      'Acme is at 41.3: call (a, b)',
    );
  });

  it('say the fallback, or unknown, where nothing is known', () => {
    expect(fillTemplate('{{account.csm | the team}}/{{account.csm}}/{{account.csm | }}', event)).toBe(
      'the team/unknown/',
    );
  });

  it('fill the texts of a JSON value and leave its keys and numbers alone', () => {
    expect(fillTemplates({ '{{score}}': ['{{score}}', 1, null] }, event)).toEqual({
      '{{score}}': ['41.3', 1, null],
    });
  });

  it('never fill what a field brought in: data cannot inject a template', () => {
    expect(fillTemplate('{{name}}', { name: '{{secret}}', secret: 'x' })).toBe('{{secret}}');
  });

  it('do not reach into prototypes', () => {
    expect(fillTemplate('{{account.constructor.name | none}}', event)).toBe('none');
  });

  it('name their paths', () => {
    expect(templatePaths('{{a}} {{b.c | x}}')).toEqual(['a', 'b.c']);
  });
});
