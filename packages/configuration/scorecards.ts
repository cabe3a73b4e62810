import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Indicator,
  mistakesOfSet,
  readScorecard,
  type Scorecard,
  type ScorecardMistake,
  type ScorecardSet,
  scorecardSet,
} from '@bellwether/domain';
import { ConfigurationFault, readYaml } from './read-file.ts';

/** One file that should hold a scorecard; `scorecard` is null where it has mistakes. */
export interface ScorecardFile {
  readonly file: string;
  readonly scorecard: Scorecard | null;
  readonly mistakes: readonly ScorecardMistake[];
}

/** The scorecard files of a folder, by name. */
export function scorecardFiles(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(dir, name));
}

/** Reads one file and checks it, against the indicators there are as well. Throws the system's error where there is no file. */
export function readScorecardFile(file: string, indicators: readonly Indicator[]): ScorecardFile {
  const document = readYaml(file);
  if (document.kind === 'not-yaml')
    return { file, scorecard: null, mistakes: [{ path: '(file)', message: document.problem }] };
  const read = readScorecard(document.content, indicators);
  return read.kind === 'scorecard'
    ? { file, scorecard: read.scorecard, mistakes: [] }
    : { file, scorecard: null, mistakes: read.mistakes };
}

/** What keeps files that are valid by themselves from being used together, by file. */
export function mistakesTogether(files: readonly ScorecardFile[]): ScorecardFile[] {
  const valid = files.filter((f) => f.scorecard !== null);
  const mistakes = mistakesOfSet(valid.map((f) => f.scorecard!));
  return valid.map((f, at) => {
    const own = mistakes.filter(({ path }) => path.startsWith(`${at}.`) || (at === 0 && path === '(all)'));
    return { ...f, mistakes: own.map((m) => ({ ...m, path: m.path.replace(/^\d+\./, '') })) };
  });
}

/** All scorecards of a folder like `config/scorecards`. @throws ConfigurationFault naming every mistake of every file */
export function readScorecardSet(dir: string, indicators: readonly Indicator[]): ScorecardSet {
  const files = scorecardFiles(dir).map((file) => readScorecardFile(file, indicators));
  const alone = files.filter(({ mistakes }) => mistakes.length > 0);
  const broken = alone.length > 0 ? alone : mistakesTogether(files).filter((f) => f.mistakes.length > 0);
  const problems = broken.flatMap(({ file, mistakes }) =>
    mistakes.map((m) => `${file}: ${m.path}: ${m.message}`),
  );
  if (files.length === 0) problems.push('there is no scorecard in it');
  if (problems.length > 0) throw new ConfigurationFault(dir, problems);
  return scorecardSet(files.map(({ scorecard }) => scorecard!));
}
