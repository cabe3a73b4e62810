import { join } from 'node:path';
import { configDir, readIndicators, readScorecardSet } from '@bellwether/configuration';
import { configFromProcess, settings } from '@bellwether/runtime';

const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL, LOG_LEVEL, HEALTH_PORT } = settings;

/** The indicators there are, and the scorecards for every tenant without its own, checked against them. */
function readRules(dir: string) {
  const indicators = readIndicators(dir);
  return { indicators, scorecards: readScorecardSet(join(dir, 'scorecards'), indicators) };
}

/** Everything the scorer reads from its environment, its scorecards included; exits with every problem named. */
export function readConfig() {
  return configFromProcess({
    KAFKA_BROKERS,
    SCHEMA_REGISTRY_URL,
    LOG_LEVEL,
    HEALTH_PORT,
    CONFIG_DIR: configDir(readRules),
  });
}
