import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashApiKey } from '@bellwether/contracts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFirstKey, localKeyPath, openApiKeys } from './api-keys.ts';

async function place(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'bellwether-keys-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return join(directory, 'kept', 'api-keys.json');
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('API keys', () => {
  it('are made once, kept as a hash, and the key beside it for its owner alone', async () => {
    const path = await place();
    const key = (await createFirstKey(path, 'demo')) ?? '';
    expect(await createFirstKey(path, 'demo')).toBeNull();
    expect(await readFile(path, 'utf8')).not.toContain(key);
    expect((await readFile(localKeyPath(path, 'demo'), 'utf8')).trim()).toBe(key);
    expect([await modeOf(path), await modeOf(localKeyPath(path, 'demo'))]).toEqual([0o600, 0o600]);

    const keys = await openApiKeys(path, { now: () => 0 });
    expect(await keys.tenantOf(key)).toBe('demo');
    expect(await keys.tenantOf(`${key}x`)).toBeNull();
  });

  it('are found without a restart once they are added to the file', async () => {
    const path = await place();
    await createFirstKey(path, 'demo');
    let now = 0;
    const keys = await openApiKeys(path, { now: () => now });
    await writeFile(path, JSON.stringify({ [hashApiKey('second')]: 'other' }));
    await utimes(path, 1, 1);
    expect(await keys.tenantOf('second')).toBeNull();
    now = 1_000;
    expect(await keys.tenantOf('second')).toBe('other');
  });

  it('refuse a file that holds keys instead of hashes', async () => {
    const path = await place();
    await createFirstKey(path, 'demo');
    await writeFile(path, JSON.stringify({ secret: 'demo' }));
    await expect(openApiKeys(path, { now: () => 0 })).rejects.toThrow();
  });
});
