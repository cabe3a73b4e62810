import { z } from 'zod';
import { LOG_LEVELS } from './logger.ts';

/** Schemas of the variables that several services read; pick the ones a service needs. */
export const settings = {
  KAFKA_BROKERS: z
    .string()
    .transform((text) => text.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port, separated by commas')).min(1))
    .describe('a comma-separated list of host:port'),
  SCHEMA_REGISTRY_URL: z.url({ protocol: /^https?$/ }).describe('the URL of a Confluent-compatible registry'),
  CLICKHOUSE_URL: z.url({ protocol: /^https?$/ }).describe("the URL of ClickHouse's HTTP interface"),
  CLICKHOUSE_SCHEMA_REGISTRY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the registry as ClickHouse reaches it, where that differs'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe(LOG_LEVELS.join(', ')),
  HEALTH_PORT: port().default(0),
};

/** A TCP port as text; 0 lets the system choose a free one. */
export function port() {
  return z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value <= 65_535, 'must be at most 65535')
    .describe('a port from 0 to 65535, 0 for any free one');
}
