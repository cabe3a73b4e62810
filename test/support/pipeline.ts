import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouse, connect, migrate, publishReferenceData } from '@bellwether/clickhouse';
import { type Codec, createCodec, registerSchemas, topics } from '@bellwether/contracts';
import { accountKey, type Day, type Tenant } from '@bellwether/domain';
import { connectKafka, type EventLog } from '@bellwether/kafka';
import { addressesToEnv, type StackAddresses } from '@bellwether/local-stack';
import { createLogger } from '@bellwether/runtime';
import { TEST_MONEY } from '@bellwether/testkit';
import { inject } from 'vitest';
import { freezeTenant } from './freeze.ts';
import { type ServiceName, type ServiceProcess, startService } from './service-process.ts';

/** A signal as a test writes it: the envelope's other fields are filled in. */
export interface TestSignal {
  readonly topic: string;
  readonly accountId: string;
  readonly eventId: string;
  readonly occurredAt: number;
  readonly [field: string]: unknown;
}

export const ALL_SERVICES: readonly ServiceName[] = [
  'gateway',
  'indicators',
  'scorer',
  'history',
  'playbooks',
];

/** Every service as its own process on the real stack, and a test's own hands on the log and on ClickHouse. */
export interface Pipeline {
  readonly log: EventLog;
  readonly codec: Codec;
  readonly clickhouse: ClickHouse;
  readonly env: Readonly<Record<string, string>>;
  readonly services: Map<ServiceName, ServiceProcess>;
  readonly apiKey: string;
  start(name: ServiceName): Promise<void>;
  /** A tenant frozen at a day's close; again with a later day moves it. */
  freeze(tenantId: string, day: Day): Promise<Tenant>;
  write(tenantId: string, signals: readonly TestSignal[]): Promise<void>;
  rows<Row>(sql: string): Promise<Row[]>;
  stop(): Promise<void>;
}

const GATEWAY_TENANT = 'gateway-tests';

export async function startPipeline(
  stack: StackAddresses,
  names: readonly ServiceName[] = ALL_SERVICES,
): Promise<Pipeline> {
  const dir = await mkdtemp(join(tmpdir(), 'bellwether-pipeline-'));
  const quiet = createLogger('test', 'fatal');
  const log = await connectKafka({
    brokers: stack.kafka.brokers,
    clientId: `test-${randomUUID()}`,
    log: quiet,
  });
  const clickhouse = connect({ url: stack.clickhouse.url });
  await Promise.all([
    log.ensureTopics(topics),
    registerSchemas(stack.schemaRegistry.url),
    migrate(clickhouse).then(() => publishReferenceData(clickhouse, TEST_MONEY)),
  ]);
  const codec = await createCodec({ registryUrl: stack.schemaRegistry.url });
  const env = {
    ...addressesToEnv(stack),
    CLICKHOUSE_SCHEMA_REGISTRY_URL: inject('clickHouseRegistryUrl'),
    GATEWAY_PORT: '0',
    API_KEYS_FILE: join(dir, 'api-keys.json'),
    API_KEYS_CREATE: GATEWAY_TENANT,
  };
  const services = new Map<ServiceName, ServiceProcess>();
  const start = async (name: ServiceName) => void services.set(name, await startService(name, env));
  const writer = await log.writer();
  await Promise.all(names.map(start));
  return {
    log,
    codec,
    clickhouse,
    env,
    services,
    get apiKey() {
      return readFileSync(join(dir, `api-key-${GATEWAY_TENANT}`), 'utf8').trim();
    },
    start,
    freeze: (tenantId, day) => freezeTenant(log, codec, tenantId, day),
    write: (tenantId, signals) =>
      writer.write(
        signals.map(({ topic, ...fields }) => {
          const signal = { tenantId, receivedAt: Date.now(), source: 'test', ...fields };
          const key = accountKey({ tenantId, accountId: fields.accountId });
          return { topic, key, value: codec.encode(topic, signal) };
        }),
      ),
    rows: (sql) => clickhouse.rows(sql, { settings: { output_format_json_quote_64bit_integers: 0 } }),
    stop: async () => {
      await Promise.all([...services.values()].map((service) => service.stop()));
      await writer.close();
      await log.close();
      await clickhouse.close();
      await rm(dir, { recursive: true });
    },
  };
}
