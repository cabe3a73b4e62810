import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scorecardFor } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { folderWith } from './given.ts';
import { readIndicators, SHIPPED_CONFIG_DIR } from './indicators.ts';
import { readScorecardFile, readScorecardSet, scorecardFiles } from './scorecards.ts';

const indicators = readIndicators();
const SHIPPED = join(SHIPPED_CONFIG_DIR, 'scorecards');

const card = (id: string, more = '') =>
  `id: ${id}\ntitle: ${id}\ngroups: [{ id: voice, weight: 1, indicators: [{ id: nps }] }]\n${more}`;

describe('the shipped scorecards', () => {
  it('are for everybody, for onboarding, for enterprise and for self-service, in that order of precedence', () => {
    const set = readScorecardSet(SHIPPED, indicators);
    const used = (segment: string | null, lifecycleStage: string | null) =>
      scorecardFor(set, { segment, lifecycleStage }).id;
    expect(used(null, null)).toBe('default');
    expect(used('enterprise', 'onboarding')).toBe('onboarding');
    expect(used('enterprise', 'customer')).toBe('enterprise');
    expect(used('self-service', null)).toBe('self-service');
  });

  it('have alternatives that are valid too', () => {
    const files = scorecardFiles(join(SHIPPED, 'alternatives'));
    expect(files.map((file) => readScorecardFile(file, indicators).mistakes)).toEqual(files.map(() => []));
    expect(files).toHaveLength(1);
  });

  it('begin with one that a beginner can read', () => {
    const lines = readFileSync(join(SHIPPED, 'default.yaml'), 'utf8').trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(30);
  });
});

describe('a folder of scorecards', () => {
  it('is refused with every mistake of every file', () => {
    const dir = folderWith({
      'a.yaml': card('a', 'stability: wild'),
      'b.yaml': card('b', 'watch: [{ indicator: npz, below: 1 }]'),
      'c.yaml': 'id: [',
    });
    expect(() => readScorecardSet(dir, indicators)).toThrow(
      /a\.yaml: stability[\s\S]*b\.yaml: watch\.0\.indicator[\s\S]*c\.yaml: \(file\)/,
    );
  });

  it('is refused in one line where a file is no YAML, or no scorecard', () => {
    const dir = folderWith({ 'a.yaml': 'id: [\n- }\n%%%\n\t- {', 'b.yaml': 'Dear all,' });
    const mistakes = ['a.yaml', 'b.yaml'].map(
      (file) => readScorecardFile(join(dir, file), indicators).mistakes,
    );
    expect(mistakes).toEqual([
      [{ path: '(file)', message: expect.stringMatching(/^is not YAML: .* at line \d+, column \d+$/) }],
      [{ path: '(file)', message: expect.stringMatching(/^is not a scorecard.* id, title and groups$/) }],
    ]);
  });

  it('is refused where two are for everybody, and where none is', () => {
    expect(() =>
      readScorecardSet(folderWith({ 'a.yaml': card('a'), 'b.yaml': card('b') }), indicators),
    ).toThrow(/b\.yaml: appliesTo: a has no appliesTo either/);
    const only = card('a', 'appliesTo: { order: 1, segments: [smb] }');
    expect(() => readScorecardSet(folderWith({ 'a.yaml': only }), indicators)).toThrow(
      /everybody|no other fits/,
    );
    expect(() => readScorecardSet(folderWith({}), indicators)).toThrow('no scorecard');
  });
});
