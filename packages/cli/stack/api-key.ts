import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashApiKey, localApiKeyFile, newApiKey } from '@bellwether/contracts';
import { CliError } from '../output/cli-error.ts';
import { stateDir } from './project.ts';

const PRIVATE = 0o600;

/** The gateway's file of `{"<SHA-256 of a key>": "<tenant>"}`. */
export function apiKeysFile(): string {
  return join(stateDir(), 'keys', 'api-keys.json');
}

/** Where the gateway leaves the key it made for a tenant, and where this CLI leaves its own. */
export function keyFileOf(tenantId: string): string {
  return join(stateDir(), 'keys', localApiKeyFile(tenantId));
}

/**
 * The key this machine's CLI may send signals of a tenant with: from BELLWETHER_API_KEY, else the stored one, else
 * a new one, which the local gateway learns from its file. A CliError when there is no local gateway.
 */
export function localApiKey(tenantId: string, env: NodeJS.ProcessEnv = process.env): string {
  const given = env.BELLWETHER_API_KEY;
  if (given) return given;
  if (existsSync(keyFileOf(tenantId))) return readFileSync(keyFileOf(tenantId), 'utf8').trim();
  if (!existsSync(apiKeysFile())) {
    throw new CliError(`There is no API key for ${tenantId}.`, {
      remedy:
        'Start the gateway with `npm start -- --no-demo`, or set BELLWETHER_API_KEY and BELLWETHER_GATEWAY_URL.',
    });
  }
  return addKey(tenantId);
}

function addKey(tenantId: string): string {
  const key = newApiKey();
  const keys = JSON.parse(readFileSync(apiKeysFile(), 'utf8')) as Record<string, string>;
  keys[hashApiKey(key)] = tenantId;
  const draft = `${apiKeysFile()}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: PRIVATE });
  renameSync(draft, apiKeysFile());
  writeFileSync(keyFileOf(tenantId), `${key}\n`, { mode: PRIVATE });
  return key;
}
