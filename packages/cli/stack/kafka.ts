import { type Codec, createCodec } from '@bellwether/contracts';
import { connectKafka, type EventLog } from '@bellwether/kafka';
import { createLogger } from '@bellwether/runtime';
import { CliError } from '../output/cli-error.ts';
import { stackAddresses } from './addresses.ts';

export interface Log {
  readonly log: EventLog;
  readonly codec: Codec;
}

/** Runs `use` with Kafka and the registry's schemas, closed afterwards. A CliError when either does not answer. */
export async function withKafka<T>(use: (kafka: Log) => Promise<T>): Promise<T> {
  const { kafkaBrokers, schemaRegistryUrl } = stackAddresses();
  // Silent: what goes wrong is told by the error, and stdout belongs to the result.
  const silent = createLogger('cli', 'silent');
  const log = await connectKafka({ brokers: kafkaBrokers, clientId: 'bellwether-cli', log: silent }).catch(
    (cause: unknown) => {
      throw new CliError(`Kafka does not answer at ${kafkaBrokers.join(', ')}.`, {
        cause,
        remedy: 'Start the stack with `npx bellwether stack up`, or set KAFKA_BROKERS.',
      });
    },
  );
  try {
    const codec = await createCodec({ registryUrl: schemaRegistryUrl }).catch((cause: unknown) => {
      throw new CliError(`The schemas cannot be had from ${schemaRegistryUrl}.`, {
        cause,
        remedy: 'Run `npx bellwether migrate`, which registers them; or set SCHEMA_REGISTRY_URL.',
      });
    });
    return await use({ log, codec });
  } finally {
    await log.close();
  }
}
