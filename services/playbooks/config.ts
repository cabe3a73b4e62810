import { fileURLToPath } from 'node:url';
import type { Playbook } from '@bellwether/domain';
import { configFromProcess, settings } from '@bellwether/runtime';
import { z } from 'zod';
import { loadPlaybooks, PlaybooksInvalid } from './steps/load-playbooks.ts';

const SHIPPED = fileURLToPath(new URL('../../config/playbooks', import.meta.url));
const { KAFKA_BROKERS, SCHEMA_REGISTRY_URL, CLICKHOUSE_URL, LOG_LEVEL, HEALTH_PORT } = settings;

/** The directory becomes the playbooks in it, so that `--validate` checks them too. */
const playbooksIn = z
  .string()
  .default(SHIPPED)
  .transform((directory, context): Playbook[] => {
    try {
      return loadPlaybooks(directory, process.env);
    } catch (error) {
      const problems = error instanceof PlaybooksInvalid ? error.problems : [String(error)];
      for (const message of problems) context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  })
  .describe('a directory of playbooks, *.yaml');

const actWithinDays = z.coerce
  .number()
  .positive()
  .default(7)
  .describe('the days after which a score change is too old to act on, such as 7');

/** Everything playbooks reads from its environment; exits with every problem named. */
export function readConfig() {
  return configFromProcess({
    KAFKA_BROKERS,
    SCHEMA_REGISTRY_URL,
    CLICKHOUSE_URL,
    LOG_LEVEL,
    HEALTH_PORT,
    PLAYBOOKS_DIR: playbooksIn,
    PLAYBOOKS_ACT_WITHIN_DAYS: actWithinDays,
  });
}
