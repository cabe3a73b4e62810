import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INDICATORS } from '@bellwether/domain';
import { configFromProcess, settings } from '@bellwether/runtime';
import { z } from 'zod';
import { readScorecardFile } from './steps/read-scorecard-file.ts';

const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL, LOG_LEVEL, HEALTH_PORT } = settings;
const SHIPPED = fileURLToPath(new URL('../../config/scorecards', import.meta.url));
const DEFAULT_FILE = 'default.yaml';

/** A folder of scorecards, as the default one in it. */
const defaultScorecard = z
  .string()
  .default(SHIPPED)
  .transform((folder, ctx) => {
    try {
      return readScorecardFile(join(folder, DEFAULT_FILE), INDICATORS);
    } catch (error) {
      ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  })
  .describe(`a folder with a ${DEFAULT_FILE}`);

/** Everything the scorer reads from its environment, its default scorecard included; exits with every problem named. */
export function readConfig() {
  return configFromProcess({
    KAFKA_BROKERS,
    SCHEMA_REGISTRY_URL,
    LOG_LEVEL,
    HEALTH_PORT,
    SCORECARDS_DIR: defaultScorecard,
  });
}
