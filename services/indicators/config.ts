import { configDir, readIndicators } from '@bellwether/configuration';
import { configFromProcess, settings } from '@bellwether/runtime';

const {
  KAFKA_BROKERS,
  SCHEMA_REGISTRY_URL,
  CLICKHOUSE_URL,
  CLICKHOUSE_SCHEMA_REGISTRY_URL,
  LOG_LEVEL,
  HEALTH_PORT,
} = settings;

/** Everything the service reads from its environment; exits with every problem named. */
export function readConfig() {
  return configFromProcess({
    KAFKA_BROKERS,
    SCHEMA_REGISTRY_URL,
    CLICKHOUSE_URL,
    CLICKHOUSE_SCHEMA_REGISTRY_URL,
    LOG_LEVEL,
    HEALTH_PORT,
    CONFIG_DIR: configDir(readIndicators),
  });
}
