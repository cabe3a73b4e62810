import { existsSync } from 'node:fs';
import {
  mistakesTogether,
  readScorecardFile,
  type ScorecardFile,
  scorecardFiles,
} from '@bellwether/configuration';
import type { Indicator } from '@bellwether/domain';
import type { Command } from 'commander';
import { CliError, messageOf } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';
import { indicatorsHere } from '../stack/indicators.ts';
import { scorecardsFolder } from '../stack/scorecards.ts';

export function registerScorecards(program: Command): void {
  const scorecards = program.command('scorecards').description('What a score is made of');
  scorecards
    .command('validate')
    .description('Check scorecard files: every mistake with its path')
    .argument('[files...]', 'default: all of config/scorecards, or of scorecards/ in CONFIG_DIR')
    .option('--json', '[{ file, id, mistakes: [{ path, message }] }]')
    .addHelpText('after', '\nExample:\n  npx bellwether scorecards validate config/scorecards/default.yaml')
    .action((files: string[], options: { json?: boolean }) => {
      const indicators = indicatorsHere();
      const read = (files.length > 0 ? files : allFiles()).map((file) => validate(file, indicators));
      // Files given by name may be alternatives to each other; those of the folder are used together.
      const alone = files.length > 0 || read.some(({ mistakes }) => mistakes.length > 0);
      const results = (alone ? read : mistakesTogether(read)).map(({ file, scorecard, mistakes }) => {
        return { file, id: mistakes.length > 0 ? null : scorecard!.id, mistakes };
      });
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

/** Those that the scorer would use. @throws CliError when there is none, as it would refuse to start */
function allFiles(): readonly string[] {
  const folder = scorecardsFolder();
  const files = existsSync(folder) ? scorecardFiles(folder) : [];
  if (files.length > 0) return files;
  throw new CliError(`There is no scorecard in ${folder}.`, {
    remedy: 'Copy config/scorecards/default.yaml there and make it your own.',
  });
}

function validate(file: string, indicators: readonly Indicator[]): ScorecardFile {
  try {
    return readScorecardFile(file, indicators);
  } catch (cause) {
    throw new CliError(`${file} cannot be read.`, {
      details: [messageOf(cause)],
      remedy: 'Give the path of a YAML file.',
    });
  }
}
