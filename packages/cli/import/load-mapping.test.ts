import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CliError } from '../output/cli-error.ts';
import { loadMapping, parseMapping } from './load-mapping.ts';
import { mappingJsonSchema } from './mapping.ts';

const CONFIG = new URL('../../../config/mappings/', import.meta.url);

function problemsOf(yaml: string): readonly string[] {
  try {
    parseMapping(yaml, 'x.yaml');
  } catch (error) {
    if (error instanceof CliError) return error.details;
    throw error;
  }
  return [];
}

describe('a mapping file', () => {
  it('is told all its problems at once, each with its path', () => {
    const problems = problemsOf(`
source: Big CRM
files:
  - file: a.csv
    join: { nowhere: id }
    signals:
      - topic: signals.nonsense
        id: '{id}'
        account: '{a}'
        occurredAt: { instant: day, at: noon }
        fields: { n: { colum: x } }
`);
    const paths = problems.map((problem) => problem.split(':')[0]);
    expect(paths).toEqual(
      expect.arrayContaining(['source', 'files.0.signals.0.topic', 'files.0.signals.0.occurredAt.at']),
    );
    expect(paths.some((path) => path?.startsWith('files.0.signals.0.fields.n'))).toBe(true);
  });

  it('may only join lookups it declares', () => {
    const yaml = `
source: crm
files:
  - file: a.csv
    join: { nowhere: id }
    signals: [{ topic: signals.login, id: '{id}', account: '{a}', occurredAt: { instant: day } }]`;
    expect(problemsOf(yaml)).toEqual(['files.0.join.nowhere: no lookup of this name; there is none']);
  });

  it('of ours is valid', () => {
    expect(loadMapping(new URL('ravenstack.yaml', CONFIG).pathname).files).toHaveLength(5);
  });

  it('has the JSON Schema that editors are given', () => {
    const committed = JSON.parse(readFileSync(new URL('mapping.schema.json', CONFIG), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(mappingJsonSchema())));
  });
});
