import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashApiKey, localApiKeyFile, newApiKey } from '@bellwether/contracts';
import { TENANT_ID_PATTERN } from '@bellwether/domain';
import type { Clock } from '@bellwether/runtime';
import { z } from 'zod';

const PRIVATE = 0o600;
/** A file that keeps receiving unknown keys is not read for each of them. */
const LOOK_AGAIN_AFTER_MS = 1_000;

const keysFile = z.record(
  z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hex'),
  z.string().regex(TENANT_ID_PATTERN),
);

export interface ApiKeys {
  /** The tenant a key speaks for; null when nobody gave it out. */
  tenantOf(key: string): Promise<string | null>;
}

/** Only hashes are kept, so the lookup leaks nothing by its timing. Keys added to the file are found without a restart. */
export async function openApiKeys(path: string, clock: Clock): Promise<ApiKeys> {
  let keys = await readKeys(path);
  let changedAt = (await stat(path)).mtimeMs;
  let lookedAt = clock.now();
  const lookAgain = async (): Promise<void> => {
    lookedAt = clock.now();
    const { mtimeMs } = await stat(path);
    if (mtimeMs === changedAt) return;
    keys = await readKeys(path);
    changedAt = mtimeMs;
  };
  return {
    async tenantOf(key) {
      const hash = hashApiKey(key);
      const known = keys.get(hash);
      if (known !== undefined) return known;
      // An unreadable file leaves the keys that were good before.
      if (clock.now() - lookedAt >= LOOK_AGAIN_AFTER_MS) await lookAgain().catch(() => {});
      return keys.get(hash) ?? null;
    },
  };
}

async function readKeys(path: string): Promise<Map<string, string>> {
  return new Map(Object.entries(keysFile.parse(JSON.parse(await readFile(path, 'utf8')))));
}

/** Where the local CLI finds the key made for a tenant. */
export function localKeyPath(keysPath: string, tenantId: string): string {
  return join(dirname(keysPath), localApiKeyFile(tenantId));
}

/**
 * Makes a first key for a tenant if there is no file of keys yet, and stores its hash there and the key itself in
 * {@link localKeyPath}, both readable by the owner alone. Returns the key; null when the file exists.
 */
export async function createFirstKey(path: string, tenantId: string): Promise<string | null> {
  const key = newApiKey();
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, `${JSON.stringify({ [hashApiKey(key)]: tenantId }, null, 2)}\n`, {
      flag: 'wx',
      mode: PRIVATE,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
  await writeFile(localKeyPath(path, tenantId), `${key}\n`, { mode: PRIVATE });
  return key;
}
