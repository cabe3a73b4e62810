import { addressesToEnv } from '@bellwether/local-stack';
import { inject } from 'vitest';

/** The stack under test, as the variables that services and the command line read. */
export function stackEnv() {
  return {
    ...addressesToEnv(inject('stack')),
    CLICKHOUSE_SCHEMA_REGISTRY_URL: inject('clickHouseRegistryUrl'),
  };
}
