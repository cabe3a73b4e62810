import { findStack } from '@bellwether/local-stack';
import { CliError, messageOf } from '../output/cli-error.ts';
import { stateDir } from './project.ts';

export interface Addresses {
  readonly kafkaBrokers: readonly string[];
  readonly schemaRegistryUrl: string;
  readonly clickhouseUrl: string;
}

/** Where the stack answers: the environment's, else the local one that is up. A CliError when there is none. */
export function stackAddresses(): Addresses {
  const stack = find();
  if (!stack) {
    throw new CliError('No stack is up.', {
      remedy:
        'Start one with `npx bellwether stack up` (or everything with `npm start`), or set KAFKA_BROKERS, SCHEMA_REGISTRY_URL and CLICKHOUSE_URL.',
    });
  }
  return {
    kafkaBrokers: stack.kafka.brokers,
    schemaRegistryUrl: stack.schemaRegistry.url,
    clickhouseUrl: stack.clickhouse.url,
  };
}

function find() {
  try {
    return findStack(stateDir());
  } catch (cause) {
    throw new CliError('The addresses of the stack are not clear.', { details: [messageOf(cause)] });
  }
}
