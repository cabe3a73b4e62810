import { readFileSync } from 'node:fs';
import { type Indicator, readScorecard, type Scorecard } from '@bellwether/domain';
import { parse } from 'yaml';

/** A scorecard file, checked against the format and the indicators there are. Throws, naming every mistake. */
export function readScorecardFile(path: string, indicators: readonly Indicator[]): Scorecard {
  const read = readScorecard(parse(readFileSync(path, 'utf8')), indicators);
  if (read.kind === 'scorecard') return read.scorecard;
  const lines = read.mistakes.map((mistake) => `  ${mistake.path}: ${mistake.message}`);
  throw new Error([`${path} is not a valid scorecard:`, ...lines].join('\n'));
}
