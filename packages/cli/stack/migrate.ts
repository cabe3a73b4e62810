import { connect, MigrationError, migrate, publishReferenceData } from '@bellwether/clickhouse';
import { RegistryError, registerSchemas, topics, topicsKept } from '@bellwether/contracts';
import { connectKafka, LogError } from '@bellwether/kafka';
import { createLogger } from '@bellwether/runtime';
import { CliError } from '../output/cli-error.ts';
import type { Addresses } from './addresses.ts';
import { moneyHere } from './money.ts';

export interface Migrated {
  readonly topics: number;
  /** Names of the ClickHouse migrations that were new. */
  readonly applied: readonly string[];
}

/**
 * Tables, columns and the configured rates and costs before schemas before topics: what is written can always be stored
 * and read. Repeating it changes nothing.
 */
export async function migrateAll(addresses: Addresses): Promise<Migrated> {
  const money = moneyHere();
  const client = connect({ url: addresses.clickhouseUrl });
  const applied = await migrate(client)
    .then(async (names) => {
      await publishReferenceData(client, money);
      return names;
    })
    .catch((cause: unknown) => {
      throw new CliError(
        `The tables in ClickHouse (${addresses.clickhouseUrl}) could not be brought up to date.`,
        { cause, ...remedyOf(cause) },
      );
    })
    .finally(() => client.close());
  await registerSchemas(addresses.schemaRegistryUrl).catch((cause: unknown) => {
    throw new CliError(`The schema registry (${addresses.schemaRegistryUrl}) does not take our schemas.`, {
      cause,
      ...remedyOf(cause),
    });
  });
  await ensureTopics(addresses).catch((cause: unknown) => {
    throw new CliError(`Kafka (${addresses.kafkaBrokers.join(', ')}) does not have the topics we need.`, {
      cause,
      ...remedyOf(cause),
    });
  });
  return { topics: topics.length, applied };
}

/** Data and program do not fit each other: neither waiting nor repeating helps. */
export function remedyOf(cause: unknown): { readonly remedy?: string } {
  if (cause instanceof LogError && cause.code === 'TOPIC_MISMATCH')
    return {
      remedy:
        'Change the setting of the topic by the tools of Kafka; or remove what is in the stack with `npx bellwether stack reset`.',
    };
  const code = cause instanceof MigrationError || cause instanceof RegistryError ? cause.code : null;
  if (code !== 'migration-changed' && code !== 'incompatible-schema') return {};
  return {
    remedy:
      'The data here are of another version of Bellwether: go back to that one, or remove them with `npx bellwether stack reset`.',
  };
}

async function ensureTopics({ kafkaBrokers }: Addresses): Promise<void> {
  const log = await connectKafka({
    brokers: kafkaBrokers,
    clientId: 'bellwether-migrate',
    log: createLogger('cli', 'silent'),
  });
  await log.ensureTopics(topicsKept).finally(() => log.close());
}
