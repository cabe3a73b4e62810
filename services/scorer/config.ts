import { join } from 'node:path';
import { configDir, readIndicators } from '@bellwether/configuration';
import { configFromProcess, settings } from '@bellwether/runtime';
import { readScorecardFile } from './steps/read-scorecard-file.ts';

const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL, LOG_LEVEL, HEALTH_PORT } = settings;

/** The indicators there are, and the default scorecard, checked against them. */
function readRules(dir: string) {
  const indicators = readIndicators(dir);
  const scorecard = readScorecardFile(join(dir, 'scorecards', 'default.yaml'), indicators);
  return { indicators, scorecard };
}

/** Everything the scorer reads from its environment, its default scorecard included; exits with every problem named. */
export function readConfig() {
  return configFromProcess({
    KAFKA_BROKERS,
    SCHEMA_REGISTRY_URL,
    LOG_LEVEL,
    HEALTH_PORT,
    CONFIG_DIR: configDir(readRules),
  });
}
