import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashApiKey, localApiKeyFile, newApiKey } from '@bellwether/contracts';
import { TENANT_ID_PATTERN } from '@bellwether/domain';
import type { Clock } from '@bellwether/runtime';
import { z } from 'zod';

const PRIVATE = 0o600;
/** How long a key may still be taken after its hash has left the file, or refused after it came. */
const LOOK_AGAIN_AFTER_MS = 1_000;

const keysFile = z.record(
  z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in hex'),
  z.string().regex(TENANT_ID_PATTERN, 'not a tenant id'),
);

/** Says whose signals a key sends, so that nobody has to find out by sending some. */
export const TENANT_ROUTE = '/v1/tenant';

export interface ApiKeys {
  /** The tenant a key speaks for; null when nobody gave it out. */
  tenantOf(key: string): Promise<string | null>;
}

/**
 * Only hashes are kept, so the lookup leaks nothing by its timing. Keys that join or leave the file do so without a restart.
 * A file that cannot be read leaves the keys that were good before; `unreadable` is told once what is wrong with it.
 *
 * @throws when it cannot be read at first
 */
export async function openApiKeys(
  path: string,
  clock: Clock,
  unreadable: (error: unknown) => void,
): Promise<ApiKeys> {
  let changedAt = await changeOf(path);
  let keys = await readKeys(path);
  let lookedAt = clock.now();
  const lookAgain = async (): Promise<void> => {
    lookedAt = clock.now();
    const change = await changeOf(path);
    if (change === changedAt) return;
    changedAt = change;
    try {
      keys = await readKeys(path);
    } catch (error) {
      unreadable(error);
    }
  };
  return {
    async tenantOf(key) {
      if (clock.now() - lookedAt >= LOOK_AGAIN_AFTER_MS) await lookAgain();
      return keys.get(hashApiKey(key)) ?? null;
    },
  };
}

/** When the file was written last; null when it is not there. */
async function changeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

async function readKeys(path: string): Promise<Map<string, string>> {
  try {
    const keys = keysFile.safeParse(JSON.parse(await readFile(path, 'utf8')));
    if (keys.success) return new Map(Object.entries(keys.data));
    throw new Error(z.prettifyError(keys.error));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the file of API keys ${path} cannot be used: ${why}`, { cause });
  }
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
