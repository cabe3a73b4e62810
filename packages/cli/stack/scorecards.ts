import { join } from 'node:path';
import { readScorecardFile, SHIPPED_CONFIG_DIR, scorecardFiles } from '@bellwether/configuration';
import type { Scorecard } from '@bellwether/domain';
import { indicatorsHere } from './indicators.ts';

/** The scorecard files of `CONFIG_DIR`, else the shipped ones; those with mistakes are left out. */
export function scorecardsHere(env: NodeJS.ProcessEnv = process.env): Scorecard[] {
  const indicators = indicatorsHere(env);
  return scorecardFiles(join(env.CONFIG_DIR || SHIPPED_CONFIG_DIR, 'scorecards')).flatMap(
    (file) => readScorecardFile(file, indicators).scorecard ?? [],
  );
}
