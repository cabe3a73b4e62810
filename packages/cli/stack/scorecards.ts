import { join } from 'node:path';
import { readScorecardFile, SHIPPED_CONFIG_DIR, scorecardFiles } from '@bellwether/configuration';
import type { Scorecard } from '@bellwether/domain';
import { indicatorsHere } from './indicators.ts';

/** Where the scorer finds its scorecards too: in `CONFIG_DIR`, else the shipped ones. */
export function scorecardsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env.CONFIG_DIR || SHIPPED_CONFIG_DIR, 'scorecards');
}

/** The scorecards of that folder; those with mistakes are left out. */
export function scorecardsHere(env: NodeJS.ProcessEnv = process.env): Scorecard[] {
  const indicators = indicatorsHere(env);
  return scorecardFiles(scorecardsFolder(env)).flatMap(
    (file) => readScorecardFile(file, indicators).scorecard ?? [],
  );
}
