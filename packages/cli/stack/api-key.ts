import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashApiKey, localApiKeyFile, newApiKey } from '@bellwether/contracts';
import { CliError } from '../output/cli-error.ts';
import { stateDir } from './project.ts';

const PRIVATE = 0o600;

/** The gateway's file of `{"<SHA-256 of a key>": "<tenant>"}`: API_KEYS_FILE, else the one beside the local stack. */
export function apiKeysFile(env: NodeJS.ProcessEnv = process.env): string {
  return env.API_KEYS_FILE || join(stateDir(), 'keys', 'api-keys.json');
}

/** Where the gateway leaves the key it made for a tenant, and where this CLI leaves its own. */
export function keyFileOf(tenantId: string): string {
  return join(dirname(apiKeysFile()), localApiKeyFile(tenantId));
}

/** The key kept here for a tenant; null when there is none. */
export function storedApiKey(tenantId: string): string | null {
  const file = keyFileOf(tenantId);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** Makes a key for a tenant, which the local gateway learns from its file. @throws CliError when there is no local gateway */
export function addApiKey(tenantId: string): string {
  if (!existsSync(apiKeysFile())) {
    throw new CliError(`There is no API key for ${tenantId}.`, {
      remedy:
        'Start the gateway with `npm start -- --no-demo`, or set BELLWETHER_API_KEY and BELLWETHER_GATEWAY_URL.',
    });
  }
  const key = newApiKey();
  const keys = JSON.parse(readFileSync(apiKeysFile(), 'utf8')) as Record<string, string>;
  keys[hashApiKey(key)] = tenantId;
  const draft = `${apiKeysFile()}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: PRIVATE });
  renameSync(draft, apiKeysFile());
  writeFileSync(keyFileOf(tenantId), `${key}\n`, { mode: PRIVATE });
  return key;
}
