import { afterEach, expect, test, vi } from 'vitest';
import { serviceSpecs } from './service-specs.ts';

const stack = {
  kafka: { brokers: ['127.0.0.1:1'] },
  schemaRegistry: { url: 'http://127.0.0.1:2' },
  clickhouse: { url: 'http://127.0.0.1:3' },
  source: 'native',
  started: true,
} as const;

afterEach(() => vi.unstubAllEnvs());

async function told(env: Record<string, string>): Promise<Map<string, Readonly<Record<string, string>>>> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const specs = await serviceSpecs({ ...stack, kafka: { brokers: [...stack.kafka.brokers] } }, 'demo');
  return new Map(specs.map(({ name, env }) => [name, env]));
}

test('each service is told its own settings of the environment', async () => {
  const services = await told({
    REQUESTS_PER_SECOND: '7',
    API_KEYS_FILE: '/keys/all.json',
    CONFIG_DIR: '/config',
  });
  expect(services.get('gateway')).toMatchObject({
    REQUESTS_PER_SECOND: '7',
    API_KEYS_FILE: '/keys/all.json',
    KAFKA_BROKERS: '127.0.0.1:1',
  });
  expect(services.get('scorer')).toMatchObject({ CONFIG_DIR: '/config' });
  expect(services.get('scorer')).not.toHaveProperty('REQUESTS_PER_SECOND');
});

test('playbooks finds the variables its webhooks name, and the stack where it is', async () => {
  const services = await told({
    CRM_AUTHORIZATION: 'secret',
    KAFKA_BROKERS: 'elsewhere:1',
    HEALTH_PORT: '99',
  });
  expect(services.get('playbooks')).toMatchObject({
    CRM_AUTHORIZATION: 'secret',
    KAFKA_BROKERS: '127.0.0.1:1',
    HEALTH_PORT: '0',
  });
  expect(services.get('indicators')).not.toHaveProperty('CRM_AUTHORIZATION');
});
