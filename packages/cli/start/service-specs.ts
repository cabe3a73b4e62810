import { createServer } from 'node:net';
import { addressesToEnv, REGISTRY_IN_DOCKER, type RunningStack } from '@bellwether/local-stack';
import { apiKeysFile } from '../stack/api-key.ts';
import { given, type ServiceSpec } from './service-process.ts';

/** Stopping in this order lets each drain what the one before still sent it. */
const NAMES = ['gateway', 'indicators', 'scorer', 'playbooks', 'history'] as const;

const USUAL_GATEWAY_PORT = 8080;

/** What each service is told; `tenantId` gets the API key that the gateway makes at its first start. */
export async function serviceSpecs(stack: RunningStack, tenantId: string): Promise<ServiceSpec[]> {
  const shared = {
    ...(stack.source === 'docker' ? { CLICKHOUSE_SCHEMA_REGISTRY_URL: REGISTRY_IN_DOCKER } : {}),
    ...addressesToEnv(stack),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    HEALTH_PORT: '0',
  };
  const gateway = {
    ...given('MAX_BODY_BYTES', 'REQUESTS_PER_SECOND', 'MAX_IN_FLIGHT', 'SEND_TIMEOUT_MS'),
    GATEWAY_HOST: process.env.GATEWAY_HOST ?? '127.0.0.1',
    GATEWAY_PORT: process.env.GATEWAY_PORT ?? String(await freePort(USUAL_GATEWAY_PORT)),
    API_KEYS_FILE: apiKeysFile(),
    API_KEYS_CREATE: tenantId,
  };
  const optional = given('CLICKHOUSE_SCHEMA_REGISTRY_URL', 'CONFIG_DIR');
  const own: Partial<Record<string, Readonly<Record<string, string>>>> = {
    gateway,
    // Whatever a playbook's secretHeaders name has to be found in there.
    playbooks: given(...Object.keys(process.env)),
  };
  return NAMES.map((name) => ({ name, env: { ...own[name], ...shared, ...optional } }));
}

/** The usual port if nobody has it, else any: it is fixed once, so that a gateway that comes back comes back there. */
async function freePort(usual: number): Promise<number> {
  return (await listenOnce(usual)) ?? (await listenOnce(0))!;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
