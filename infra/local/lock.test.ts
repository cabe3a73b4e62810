import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.ts';
import { identify } from './process-id.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bellwether-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const lockAs = (holder: object) => writeFileSync(join(dir, 'stack.lock'), JSON.stringify(holder));

describe('the lock of a stack', () => {
  it('keeps other processes out and names the holder', async () => {
    lockAs(identify(process.ppid)!);
    await expect(withLock(dir, async () => 1)).rejects.toThrow(
      `process ${process.ppid} is starting or stopping`,
    );
  });

  it('is taken over from a holder that has died', async () => {
    lockAs({ pid: process.ppid, startedAt: 'long ago' });
    expect(await withLock(dir, async () => 1)).toBe(1);
  });

  it('lets the same process in: a Ctrl-C stops what it was starting', async () => {
    expect(await withLock(dir, () => withLock(dir, async () => 1))).toBe(1);
  });

  it('is free again after a failure', async () => {
    await expect(withLock(dir, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(readdirSync(dir)).toEqual([]);
  });
});
