import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScorecard } from '@bellwether/domain';
import type { Command } from 'commander';
import { parseDocument } from 'yaml';
import { CliError, messageOf } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';
import { indicatorsHere } from '../stack/indicators.ts';
import { PROJECT_ROOT } from '../stack/project.ts';

const SHIPPED = join(PROJECT_ROOT, 'config', 'scorecards');

export function registerScorecards(program: Command): void {
  const scorecards = program.command('scorecards').description('What a score is made of');
  scorecards
    .command('validate')
    .description('Check scorecard files: every mistake with its path')
    .argument('[files...]', 'default: config/scorecards/*.yaml')
    .option('--json', '[{ file, id, mistakes: [{ path, message }] }]')
    .addHelpText('after', '\nExample:\n  npx bellwether scorecards validate config/scorecards/default.yaml')
    .action((files: string[], options: { json?: boolean }) => {
      const results = (files.length > 0 ? files : shippedFiles()).map(validate);
      if (options.json) printJson(results);
      const broken = results.filter(({ mistakes }) => mistakes.length > 0);
      if (!options.json)
        for (const { file, id } of results.filter((r) => r.id)) print(`${file}: valid (${id})`);
      if (broken.length === 0) return;
      throw new CliError(`${broken.length} of ${results.length} scorecards are not valid.`, {
        details: broken.flatMap(({ file, mistakes }) =>
          mistakes.map(({ path, message }) => `${file}: ${path}: ${message}`),
        ),
        remedy: 'config/scorecards/scorecard.schema.json describes every key.',
      });
    });
}

function shippedFiles(): string[] {
  return readdirSync(SHIPPED)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(SHIPPED, name));
}

function validate(file: string) {
  const document = parseDocument(readText(file));
  if (document.errors.length > 0) {
    return {
      file,
      id: null,
      mistakes: document.errors.map((error) => ({ path: '(file)', message: error.message })),
    };
  }
  const read = readScorecard(document.toJS(), indicatorsHere());
  return read.kind === 'scorecard'
    ? { file, id: read.scorecard.id, mistakes: [] }
    : { file, id: null, mistakes: read.mistakes };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CliError(`${file} cannot be read.`, {
      details: [messageOf(cause)],
      remedy: 'Give the path of a YAML file.',
    });
  }
}
