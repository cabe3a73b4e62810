import { TENANT_ID_PATTERN } from '@bellwether/domain';
import { configFromProcess, port, settings } from '@bellwether/runtime';
import { z } from 'zod';

const wholeNumber = (hint: string, least = 1) =>
  z
    .string()
    .regex(/^\d{1,12}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least, `must be at least ${least}`)
    .describe(hint);

export const gatewayConfig = {
  KAFKA_BROKERS: settings.KAFKA_BROKERS,
  SCHEMA_REGISTRY_URL: settings.SCHEMA_REGISTRY_URL,
  LOG_LEVEL: settings.LOG_LEVEL,
  HEALTH_PORT: settings.HEALTH_PORT,
  GATEWAY_HOST: z.string().default('127.0.0.1').describe('the address to listen on; loopback unless set'),
  GATEWAY_PORT: port().default(8080),
  API_KEYS_FILE: z.string().describe('a JSON file of {"<SHA-256 of a key, hex>": "<tenant>"}'),
  API_KEYS_CREATE: z
    .string()
    .regex(TENANT_ID_PATTERN, 'must be a tenant id')
    .optional()
    .describe('the tenant to make a first key for when API_KEYS_FILE does not exist'),
  MAX_BODY_BYTES: wholeNumber('the largest request body', 1_000).default(5_000_000),
  REQUESTS_PER_SECOND: wholeNumber('how many requests one API key may send a second').default(1_000),
  MAX_IN_FLIGHT: wholeNumber('how many signals may wait for the brokers at once').default(50_000),
  SEND_TIMEOUT_MS: wholeNumber('how long a request waits for the brokers', 100).default(10_000),
};

export function readConfig() {
  return configFromProcess(gatewayConfig);
}
