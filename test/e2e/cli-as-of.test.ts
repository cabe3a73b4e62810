import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { runCli } from '../support/cli.ts';
import { type Pipeline, startPipeline } from '../support/pipeline.ts';
import { stackEnv } from '../support/stack-env.ts';

const TENANT = `moved-${Date.now()}`;
const dir = mkdtempSync(join(tmpdir(), 'bellwether-cli-'));
const env = { BELLWETHER_DIR: dir, ...stackEnv() };
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline(inject('stack'));
  await pipeline.freeze(TENANT, '2024-11-30');
  const login = { topic: 'signals.login', accountId: 'north', kind: 'login', userId: 'ann' };
  await pipeline.write(TENANT, [
    { ...login, eventId: 'first', occurredAt: Date.parse('2024-11-05T12:00:00Z') },
    { ...login, eventId: 'second', occurredAt: Date.parse('2024-11-29T12:00:00Z') },
    // Of this one nothing is known before.
    { ...login, accountId: 'south', eventId: 'third', occurredAt: Date.parse('2024-11-29T12:00:00Z') },
  ]);
  await vi.waitFor(async () => expect(await loginsPerMonth()).toBe(2), { timeout: 60_000, interval: 500 });
}, 120_000);
afterAll(async () => {
  await pipeline?.stop();
  rmSync(dir, { recursive: true });
});

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await runCli([...args, '--json'], env);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as T;
}

async function loginsPerMonth(): Promise<number | null | undefined> {
  const [vector] = await pipeline.rows<{ value: number | null }>(
    `SELECT values[indexOf(indicators, 'logins-per-month')] AS value FROM closes FINAL
     WHERE tenant_id = '${TENANT}' AND account_id = 'north' ORDER BY epoch DESC, day DESC LIMIT 1`,
  );
  return vector?.value;
}

it('the health of an account is told close by close', async () => {
  const closes = () =>
    json<{ day: string; band: string }[]>('health', 'north', '--tenant', TENANT, '--days', '3');
  await vi.waitFor(async () => expect(await closes()).toHaveLength(3), { timeout: 60_000, interval: 500 });
  expect((await closes()).map(({ day }) => day)).toEqual(['2024-11-28', '2024-11-29', '2024-11-30']);
  const forPeople = await runCli(['health', 'north', '--tenant', TENANT], env);
  expect(forPeople.stdout).toMatch(/2024-11-05 to 2024-11-30, one column a day[\s\S]*insufficient-data/);
}, 90_000);

it('a frozen tenant is looked at from another day, and from now, once every account is evaluated', async () => {
  const asOf = '2024-11-15T23:59:59.999Z';
  expect(await json('tenants', 'as-of', TENANT, '2024-11-15')).toEqual({ tenant: TENANT, asOf });
  expect(await loginsPerMonth()).toBe(1);
  expect(await json('tenants', 'as-of', TENANT, 'now')).toEqual({ tenant: TENANT, asOf: null });
  expect(await loginsPerMonth()).toBe(0);
  expect(await json('tenants', 'as-of', TENANT, 'now')).toEqual({ tenant: TENANT, asOf: null });
}, 120_000);

it('what a frozen tenant is told of later days is kept until it is looked at from there', async () => {
  expect(await json('tenants', 'as-of', TENANT, '2024-11-30')).toMatchObject({ tenant: TENANT });
  const later = { eventId: 'later', occurredAt: Date.parse('2025-03-10T12:00:00Z') };
  const login = { topic: 'signals.login', accountId: 'north', kind: 'login', userId: 'ann' };
  await pipeline.write(TENANT, [{ ...login, ...later }]);
  await vi.waitFor(
    async () => {
      const sql = `SELECT event_id FROM logins_distinct WHERE tenant_id = '${TENANT}' AND event_id = 'later'`;
      expect(await pipeline.rows(sql)).toHaveLength(1);
    },
    { timeout: 60_000, interval: 500 },
  );
  expect(await loginsPerMonth()).toBe(2);
  await json('tenants', 'as-of', TENANT, '2025-03-20');
  expect(await loginsPerMonth()).toBe(1);
}, 120_000);

it('nobody looks at a tenant from a day that has not come', async () => {
  const { code, stderr } = await runCli(['tenants', 'as-of', TENANT, '2099-12-31'], env);
  expect([code, stderr]).toEqual([2, expect.stringContaining('a day that has come')]);
});

it('a tenant that nobody has heard of stays unknown', async () => {
  const { code, stderr } = await runCli(['tenants', 'as-of', 'nobody', 'now'], env);
  expect([code, stderr]).toEqual([1, expect.stringContaining('nothing about a tenant nobody')]);
});
