import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, type ProcessId } from '@bellwether/local-stack';
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest';
import { npmStart, type RunningCli, runCli, startCli } from '../support/cli.ts';
import { stackEnv } from '../support/stack-env.ts';

interface RunRecord {
  readonly owner: ProcessId;
  readonly services: readonly { readonly name: string; readonly process: ProcessId }[];
}

describe('bellwether start', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-start-'));
  const stack = inject('stack');
  const env = { BELLWETHER_DIR: dir, ...stackEnv(), GATEWAY_PORT: '0' };
  const record = () => JSON.parse(readFileSync(join(dir, 'services.json'), 'utf8')) as RunRecord;
  const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 90_000, interval: 100 });
  let running: RunningCli | null = null;
  const start = (...args: string[]) => {
    running = startCli(['start', ...args], env);
    return running;
  };
  const ready = async (cli: RunningCli) => until(() => expect(cli.said()).toContain('API key'));
  afterEach(async () => {
    if (running?.process.exitCode === null) running.process.kill('SIGTERM');
    await running?.ended;
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('runs every service, starts again one that was killed, and leaves none behind', async () => {
    const cli = start('--no-demo');
    await ready(cli);
    const status = await runCli(['stack', 'status', '--json'], env);
    expect(status.code).toBe(0);
    const { services, kafka } = JSON.parse(status.stdout) as {
      services: { name: string; ready: boolean }[];
      kafka: object;
    };
    expect(services.map(({ name, ready: isReady }) => [name, isReady]).sort()).toEqual(
      ['gateway', 'history', 'indicators', 'playbooks', 'scorer'].map((name) => [name, true]),
    );
    expect(kafka).toEqual(stack.kafka);

    const second = await runCli(['start', '--no-demo'], env);
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('already runs here')]);

    process.kill(record().services.find(({ name }) => name === 'playbooks')!.process.pid, 'SIGKILL');
    await until(() => expect(cli.said()).toContain('playbooks is ready again'));

    const before = record().services;
    cli.process.kill('SIGTERM');
    expect((await cli.ended).code).toBe(0);
    expect(before.filter(({ process: id }) => isAlive(id))).toEqual([]);
  }, 180_000);

  it('after kill -9 of everything that supervises, the next start cleans up', async () => {
    const first = start('--no-demo');
    await ready(first);
    const { owner, services } = record();
    process.kill(owner.pid, 'SIGKILL');
    await first.ended;
    expect(services.every(({ process: id }) => isAlive(id))).toBe(true);
    const next = start('--no-demo');
    await ready(next);
    expect(next.said()).toContain('ending what an earlier start left behind');
    expect(services.filter(({ process: id }) => isAlive(id))).toEqual([]);
  }, 180_000);

  it.each(['down', 'reset'])(
    'after kill -9, stack %s leaves no service behind',
    async (verb) => {
      const killed = start('--no-demo');
      await ready(killed);
      const { owner, services } = record();
      const refused = await runCli(['stack', verb], env);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('uses the stack')]);
      process.kill(owner.pid, 'SIGKILL');
      await killed.ended;
      expect((await runCli(['stack', verb], env)).code).toBe(0);
      expect(services.filter(({ process: id }) => isAlive(id))).toEqual([]);
    },
    180_000,
  );

  it.each([
    ['its launcher', startCli, ['start', '--no-demo']],
    ['npm', npmStart, ['--no-demo']],
  ])(
    'ends by itself when %s is killed',
    async (_who, launch, args) => {
      const cli = launch(args, env);
      running = cli;
      await ready(cli);
      const { owner, services } = record();
      cli.process.kill('SIGKILL');
      await until(() =>
        expect([owner, ...services.map(({ process: id }) => id)].filter(isAlive)).toEqual([]),
      );
    },
    180_000,
  );

  it('loads a demo company, streams it live, ends in time and prints numbers that add up', async () => {
    const { code, stdout, stderr } = await start('--exit-after', '8', '--accounts', '12', '--json').ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining('signals of history are stored')]);
    const summary = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, number>;
    expect(Object.keys(summary)).toEqual(
      expect.arrayContaining([
        'signalsIn',
        'factsStored',
        'changesOut',
        'playbookRuns',
        'deadLettered',
        'p50Ms',
        'p95Ms',
      ]),
    );
    expect(summary.signalsIn).toBeGreaterThan(1_000);
    expect(summary.factsStored).toBe(summary.signalsIn! - summary.deadLettered!);
    expect(summary.changesOut).toBeGreaterThanOrEqual(12);
    expect(summary.p50Ms).toEqual(expect.any(Number));
    expect(summary.p50Ms).toBeLessThan(5_000);

    const again = await start('--exit-after', '3', '--json').ended;
    expect([again.code, again.stderr]).toEqual([0, expect.not.stringContaining('loading 180 days')]);
  }, 300_000);
});
