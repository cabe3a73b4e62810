import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { endProcess, identify, isAlive } from './process-id.ts';

async function sleeper(script = 'setInterval(() => {}, 1000); console.log("up")'): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout!, 'data');
  return child;
}

describe('a process', () => {
  it('is ended when it is the one that was recorded', async () => {
    const child = await sleeper();
    const id = identify(child.pid!)!;
    expect(isAlive(id)).toBe(true);
    await endProcess(id, 5_000);
    expect(isAlive(id)).toBe(false);
    expect(identify(child.pid!)).toBeUndefined();
  });

  it('is left alone when it only has the pid of the one that was recorded', async () => {
    const child = await sleeper();
    const other = { ...identify(child.pid!)!, startedAt: 'another time' };
    expect(isAlive(other)).toBe(false);
    await endProcess(other, 0);
    expect(identify(child.pid!)).toBeDefined();
  });

  it('that ignores SIGTERM is killed when its grace is over', async () => {
    const child = await sleeper(
      'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")',
    );
    const id = identify(child.pid!)!;
    await endProcess(id, 100);
    expect(isAlive(id)).toBe(false);
  });
});
