import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { down, findStack, reset, status, up } from '@bellwether/local-stack';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { curl } from './support/curl.ts';

const OWNER = fileURLToPath(new URL('support/own-stack.ts', import.meta.url));
/** No addresses from outside: these tests are about the stack we start. */
const env = {};
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'bellwether-stack-'));
});
afterAll(async () => {
  await reset(dir);
  rmSync(dir, { recursive: true });
});

const start = () => up({ dir, usualPorts: false, docker: false, env });
const pids = () => {
  const { processes } = JSON.parse(readFileSync(join(dir, 'stack.json'), 'utf8'));
  return Object.values<{ pid: number }>(processes).map(({ pid }) => pid);
};
const lives = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
const run = async (url: string, sql: string) =>
  (await curl([url, '--data-binary', '@-'], sql)).text.trimEnd();

describe('the local stack', { timeout: 300_000 }, () => {
  it('comes up as a whole, strict about schemas, and says where it is', async () => {
    const stack = await start();
    expect(stack).toMatchObject({ source: 'native', started: true });
    expect((await status(dir, env))?.ready).toEqual({ kafka: true, schemaRegistry: true, clickhouse: true });
    const config = await curl([`${stack.schemaRegistry.url}/config`]);
    expect(JSON.parse(config.text)).toEqual({ compatibilityLevel: 'BACKWARD_TRANSITIVE' });
    await run(stack.clickhouse.url, 'CREATE TABLE kept (a UInt8) ENGINE = MergeTree ORDER BY a');
    await run(stack.clickhouse.url, 'INSERT INTO kept VALUES (1)');
  });

  it('is found by the next start, which starts nothing', async () => {
    const before = pids();
    expect(await start()).toMatchObject({ started: false });
    expect(pids()).toEqual(before);
  });

  it('shows which part does not answer', async () => {
    const [first] = pids();
    process.kill(first!, 'SIGSTOP');
    const ready = Object.values((await status(dir, env))!.ready);
    process.kill(first!, 'SIGCONT');
    expect(ready.filter((one) => !one)).toHaveLength(1);
  });

  it('goes down without leaving a process, and comes back on the same ports with its data', async () => {
    const addresses = findStack(dir, env);
    const before = pids();
    expect(await down(dir)).toBe(true);
    expect(before.filter(lives)).toEqual([]);
    expect(findStack(dir, env)).toBeUndefined();
    expect(await down(dir)).toBe(false);
    const again = await start();
    expect(again.kafka).toEqual(addresses?.kafka);
    expect(await run(again.clickhouse.url, 'SELECT count() FROM kept')).toBe('1');
    await down(dir);
  });

  it('of an owner that was killed is ended by the next start, and its data are there', async () => {
    const owner = spawn(process.execPath, [OWNER, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(owner.stdout, 'data');
    const left = pids();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(left.filter(lives)).toEqual(left);
    expect(findStack(dir, env)).toBeUndefined();
    const next = await start();
    expect(next.started).toBe(true);
    expect(left.filter(lives)).toEqual([]);
    expect(await run(next.clickhouse.url, 'SELECT count() FROM kept')).toBe('1');
  });

  it('ends with its owner on a Ctrl-C, also in the middle of the start', async () => {
    await down(dir);
    const owner = spawn(process.execPath, [OWNER, dir], { stdio: ['ignore', 'ignore', 'inherit'] });
    await vi.waitFor(() => expect(pids().length).toBeGreaterThan(0), { timeout: 60_000 });
    const begun = pids();
    owner.kill('SIGINT');
    await once(owner, 'exit');
    await vi.waitFor(() => expect(begun.filter(lives)).toEqual([]), { timeout: 30_000 });
    expect(await start()).toMatchObject({ started: true });
  });

  it('is started anew as a whole when one of its processes has died', async () => {
    const before = pids();
    process.kill(before[0]!, 'SIGKILL');
    await vi.waitFor(() => expect(lives(before[0]!)).toBe(false));
    expect(await start()).toMatchObject({ started: true });
    expect(before.filter(lives)).toEqual([]);
  });

  it('is not started where the environment names one', async () => {
    const given = { KAFKA_BROKERS: 'a:1', SCHEMA_REGISTRY_URL: 'http://b', CLICKHOUSE_URL: 'http://c' };
    expect(await up({ dir, env: given })).toMatchObject({ source: 'environment', started: false });
  });

  it('is forgotten by a reset', async () => {
    await reset(dir);
    expect(existsSync(join(dir, 'stack.json'))).toBe(false);
    expect(existsSync(join(dir, 'clickhouse'))).toBe(false);
  });
});
