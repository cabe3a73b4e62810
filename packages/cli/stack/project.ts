import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository this CLI is part of. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Data, logs and addresses of the local stack; `BELLWETHER_DIR` puts them elsewhere, for a second one beside it. */
export function stateDir(env: NodeJS.ProcessEnv = process.env): string {
  return env.BELLWETHER_DIR ?? join(PROJECT_ROOT, '.bellwether');
}

export function logsDir(): string {
  return join(stateDir(), 'logs');
}
