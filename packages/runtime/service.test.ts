import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const runtime = JSON.stringify(new URL('./index.ts', import.meta.url).href);

interface Started {
  child: ChildProcess;
  lines: Record<string, unknown>[];
  exit: Promise<number | null>;
}

function start(
  body: string,
  until: (line: Record<string, unknown>) => boolean,
  env: Record<string, string> = {},
): Promise<Started> {
  const source = `import { runService } from ${runtime}; ${body}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const lines: Record<string, unknown>[] = [];
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Record<string, unknown>;
      lines.push(line);
      if (until(line)) resolve({ child, lines, exit });
    });
  });
}

describe('runService', () => {
  it('prints one ready line and drains in reverse order on SIGTERM', async () => {
    const body = `runService('demo', async ({ log, onStop }) => {
      const timer = setInterval(() => {}, 1000);
      onStop('first', () => { clearInterval(timer); log.info('first stopped'); });
      onStop('second', async () => { log.info('second stopped'); });
      return { port: 4711 };
    });`;
    const { child, lines, exit } = await start(body, (line) => line.ready === true);
    expect(lines.at(-1)).toMatchObject({ name: 'demo', ready: true, port: 4711 });
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(lines.map((line) => line.msg).slice(-2)).toEqual(['second stopped', 'first stopped']);
  });

  it('says that it is ready whatever else is to be logged: somebody waits for that', async () => {
    const body = `runService('demo', async ({ log, onStop }) => {
      const timer = setInterval(() => {}, 1000);
      onStop('timer', () => clearInterval(timer));
      log.error('not to be logged');
      return { port: 4711 };
    });`;
    const { child, lines, exit } = await start(body, (line) => line.ready === true, { LOG_LEVEL: 'silent' });
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(lines.map(({ msg }) => msg)).toEqual(['ready']);
  });

  it('logs an unhandled error and exits 1', async () => {
    const body = `runService('demo', async () => { setTimeout(() => { throw new Error('broken'); }, 1); return {}; });`;
    const { lines, exit } = await start(body, (line) => line.level === 'fatal');
    expect(await exit).toBe(1);
    expect(lines.at(-1)).toMatchObject({ msg: 'uncaught exception', err: { message: 'broken' } });
  });

  it('exits 1 when it cannot start', async () => {
    const body = `runService('demo', async () => { throw new Error('no broker'); });`;
    const { exit } = await start(body, (line) => line.level === 'fatal');
    expect(await exit).toBe(1);
  });
});
