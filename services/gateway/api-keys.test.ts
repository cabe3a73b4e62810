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

const silent = () => undefined;
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('API keys', () => {
  it('are made once, kept as a hash, and the key beside it for its owner alone', async () => {
    const path = await place();
    const key = (await createFirstKey(path, 'demo')) ?? '';
    expect(await createFirstKey(path, 'demo')).toBeNull();
    expect(await readFile(path, 'utf8')).not.toContain(key);
    expect((await readFile(localKeyPath(path, 'demo'), 'utf8')).trim()).toBe(key);
    expect([await modeOf(path), await modeOf(localKeyPath(path, 'demo'))]).toEqual([0o600, 0o600]);

    const keys = await openApiKeys(path, { now: () => 0 }, silent);
    expect(await keys.tenantOf(key)).toBe('demo');
    expect(await keys.tenantOf(`${key}x`)).toBeNull();
  });

  it('are found without a restart once they are added to the file', async () => {
    const path = await place();
    await createFirstKey(path, 'demo');
    let now = 0;
    const keys = await openApiKeys(path, { now: () => now }, silent);
    await writeFile(path, JSON.stringify({ [hashApiKey('second')]: 'other' }));
    await utimes(path, 1, 1);
    expect(await keys.tenantOf('second')).toBeNull();
    now = 1_000;
    expect(await keys.tenantOf('second')).toBe('other');
  });

  it('are refused without a restart once they have left it, or speak for another tenant', async () => {
    const path = await place();
    const key = (await createFirstKey(path, 'demo')) ?? '';
    let now = 0;
    const keys = await openApiKeys(path, { now: () => now }, silent);
    expect(await keys.tenantOf(key)).toBe('demo');
    const changed = async (content: object, at: number) => {
      await writeFile(path, JSON.stringify(content));
      await utimes(path, at, at);
      now += 1_000;
      return keys.tenantOf(key);
    };
    expect(await changed({ [hashApiKey(key)]: 'other' }, 1)).toBe('other');
    expect(await changed({ [hashApiKey('second')]: 'demo' }, 2)).toBeNull();
  });

  it('stay as they were while the file cannot be used, which is told once, with what is wrong', async () => {
    const path = await place();
    const key = (await createFirstKey(path, 'demo')) ?? '';
    let now = 0;
    const told: string[] = [];
    const keys = await openApiKeys(path, { now: () => now }, (error) => told.push(String(error)));
    await writeFile(path, JSON.stringify({ [hashApiKey('second')]: 'Not A Tenant' }));
    await utimes(path, 1, 1);
    for (let look = 0; look < 3; look += 1) {
      now += 1_000;
      expect(await keys.tenantOf(key)).toBe('demo');
    }
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(path);
    expect(told[0]).toContain('not a tenant id');
  });

  it('take a hash in capitals for what it is', async () => {
    const path = await place();
    await createFirstKey(path, 'demo');
    await writeFile(path, JSON.stringify({ [hashApiKey('second').toUpperCase()]: 'other' }));
    const keys = await openApiKeys(path, { now: () => 0 }, silent);
    expect(await keys.tenantOf('second')).toBe('other');
  });

  it('refuse a file that holds keys instead of hashes', async () => {
    const path = await place();
    await createFirstKey(path, 'demo');
    await writeFile(path, JSON.stringify({ secret: 'demo' }));
    await expect(openApiKeys(path, { now: () => 0 }, silent)).rejects.toThrow();
  });
});
