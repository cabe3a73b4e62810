/** Where the stack answers, whoever runs it. */
export interface StackAddresses {
  kafka: { brokers: string[] };
  /** Of the Confluent-compatible interface, its path included. */
  schemaRegistry: { url: string };
  clickhouse: { url: string };
}

/** Ports of a local stack; the controller's is Kafka's own affair. */
export interface StackPorts {
  kafka: number;
  kafkaController: number;
  schemaRegistry: number;
  clickhouse: number;
}

export const REGISTRY_PATH = '/apis/ccompat/v7';
const VARIABLES = ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'CLICKHOUSE_URL'] as const;

/**
 * The addresses an environment gives; undefined when it gives none.
 * Throws when it gives some: half a stack of one's own and half of ours would mix two worlds.
 */
export function addressesFromEnv(env: NodeJS.ProcessEnv): StackAddresses | undefined {
  const missing = VARIABLES.filter((name) => !env[name]);
  if (missing.length === VARIABLES.length) return undefined;
  if (missing.length > 0) {
    const given = VARIABLES.filter((name) => env[name]);
    throw new Error(
      `${given.join(' and ')} set but not ${missing.join(' and ')}: set all three, or none for a local stack`,
    );
  }
  return {
    kafka: { brokers: env.KAFKA_BROKERS!.split(',').map((broker) => broker.trim()) },
    schemaRegistry: { url: env.SCHEMA_REGISTRY_URL! },
    clickhouse: { url: env.CLICKHOUSE_URL! },
  };
}

/** The same addresses as the variables our processes read. */
export function addressesToEnv(addresses: StackAddresses): Record<(typeof VARIABLES)[number], string> {
  return {
    KAFKA_BROKERS: addresses.kafka.brokers.join(','),
    SCHEMA_REGISTRY_URL: addresses.schemaRegistry.url,
    CLICKHOUSE_URL: addresses.clickhouse.url,
  };
}

export function addressesAt(ports: Omit<StackPorts, 'kafkaController'>): StackAddresses {
  return {
    kafka: { brokers: [`127.0.0.1:${ports.kafka}`] },
    schemaRegistry: { url: `http://127.0.0.1:${ports.schemaRegistry}${REGISTRY_PATH}` },
    clickhouse: { url: `http://127.0.0.1:${ports.clickhouse}` },
  };
}
