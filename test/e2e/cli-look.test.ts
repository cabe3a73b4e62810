import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIndicators } from '@bellwether/configuration';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { type Pipeline, startPipeline } from '../support/pipeline.ts';
import { CONTRACTS, MAPPING, USES } from '../support/shop.ts';
import { stackEnv } from '../support/stack-env.ts';

const TENANT = `shop-${Date.now()}`;

interface Account {
  readonly accountId: string;
  readonly score: number | null;
}
interface Explained extends Account {
  readonly contributions: readonly { readonly points: number }[];
  readonly lastChange: { readonly trigger: string } | null;
}

describe('a history brought and looked at from the command line', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-cli-'));
  const folder = join(dir, 'shop');
  const env = { BELLWETHER_DIR: dir, ...stackEnv() };
  let pipeline: Pipeline;
  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(join(dir, 'shop.yaml'), MAPPING);
    writeFileSync(join(folder, 'contracts.csv'), CONTRACTS);
    writeFileSync(join(folder, 'uses.csv'), `${USES.join('\n')}\n`);
    pipeline = await startPipeline(inject('stack'));
  });
  afterAll(async () => {
    await pipeline?.stop();
    rmSync(dir, { recursive: true });
  });

  const json = async <T>(...args: string[]): Promise<T> => {
    const { code, stdout, stderr } = await runCli([...args, '--json'], env);
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as T;
  };
  const bring = (...more: string[]) =>
    runCli(
      [
        'import',
        folder,
        '--mapping',
        join(dir, 'shop.yaml'),
        '--tenant',
        TENANT,
        '--as-of',
        '2024-11-30',
        '--json',
        ...more,
      ],
      env,
    );
  const storedFacts = () =>
    pipeline.rows(
      `SELECT event_id, day, received_at, ver FROM logins FINAL WHERE tenant_id = '${TENANT}' ORDER BY event_id`,
    );

  it('accounts for every row and waits until the facts can be queried', async () => {
    const { code, stdout, stderr } = await bring();
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      read: 62,
      accepted: 62,
      rejected: 0,
      deadLettered: 0,
      signals: {
        'signals.subscription': 2,
        'signals.account': 2,
        'signals.login': 60,
        'signals.feature-use': 60,
      },
    });
    expect(await storedFacts()).toHaveLength(60);
  }, 180_000);

  it('changes nothing when it is imported again', async () => {
    const facts = await storedFacts();
    const accounts = await json('accounts', '--tenant', TENANT);
    expect((await bring()).code).toBe(0);
    expect(await storedFacts()).toEqual(facts);
    expect(await json('accounts', '--tenant', TENANT)).toEqual(accounts);
  }, 180_000);

  it('looks at it from the close it is frozen at, and from any close before', async () => {
    const accounts = await json<(Account & { asOf: string })[]>('accounts', '--tenant', TENANT);
    expect(accounts.map(({ accountId, asOf }) => [accountId, asOf])).toEqual(
      expect.arrayContaining([
        ['north', '2024-11-30T23:59:59.999Z'],
        ['south', '2024-11-30T23:59:59.999Z'],
      ]),
    );
    const earlier = await json<Account[]>('accounts', '--tenant', TENANT, '--as-of', '2024-01-15');
    expect(earlier.map(({ accountId }) => accountId)).toEqual(['north']);
  });

  it('shows a CSM the accounts that are theirs and have not left, and names the CSMs there are to a mistyped one', async () => {
    const mine = await json<Account[]>('accounts', '--tenant', TENANT, '--csm', 'CSM-north', '--active');
    expect(mine.map(({ accountId }) => accountId)).toEqual(['north']);
    const { code, stdout, stderr } = await runCli(
      ['accounts', '--tenant', TENANT, '--csm', 'north', '--json'],
      env,
    );
    expect([code, stdout.trim()]).toEqual([0, '[]']);
    expect(stderr).toContain('There are: csm-north, csm-south.');
  });

  it('explains a score by points that sum to it exactly, the same one that accounts shows', async () => {
    const accounts = await json<Account[]>('accounts', '--tenant', TENANT);
    for (const { accountId, score } of accounts) {
      const explained = await json<Explained>('explain', accountId, '--tenant', TENANT);
      const tenths = explained.contributions.reduce((sum, line) => sum + Math.round(line.points * 10), 0);
      expect(explained.score).toBe(score);
      expect(tenths / 10).toBe(score ?? 0);
    }
  });

  it('tells every indicator of an account with its unit and health, or why it says nothing', async () => {
    interface Told {
      readonly indicator: string;
      readonly value: number | null;
      readonly text: string;
      readonly health: number | null;
    }
    const told = await json<Told[]>('indicators', 'value', 'north', '--tenant', TENANT);
    expect(told.map(({ indicator }) => indicator)).toEqual(readIndicators().map(({ id }) => id));
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ indicator: 'mrr', value: 100, text: '100 EUR a month', health: 100 }),
        expect.objectContaining({ indicator: 'nps', value: null, reason: 'never', health: null }),
      ]),
    );
    const then = ['--as-of', '2024-01-15', '--indicator', 'logins-per-week'];
    const early = await json<Told[]>('indicators', 'value', 'north', '--tenant', TENANT, ...then);
    expect(early).toMatchObject([{ value: null, text: 'nothing of its kind was ever seen' }]);
    const forPeople = await runCli(['indicators', 'value', 'north', '--tenant', TENANT], env);
    expect(forPeople.stdout).toMatch(/commercial +mrr +100 EUR a month +100\n/);
    const nobody = await runCli(['indicators', 'value', 'nobody', '--tenant', TENANT], env);
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      expect.stringContaining('Nothing is known of an account nobody'),
    ]);
  });

  it('rolls the accounts of a parent up, as of any close, naming each', async () => {
    interface Parent {
      readonly parentId: string;
      readonly score: number | null;
      readonly members: readonly { readonly accountId: string; readonly score: number | null }[];
    }
    const accounts = await json<Account[]>('accounts', '--tenant', TENANT);
    const [compass] = await json<Parent[]>('parents', 'compass', '--tenant', TENANT, '--by', 'revenue');
    const scoreOf = new Map(accounts.map(({ accountId, score }) => [accountId, score!]));
    expect(compass).toMatchObject({ parentId: 'compass', rollUp: 'revenue', mrr: 350 });
    expect(compass!.members.map((m) => [m.accountId, m.score])).toEqual([...scoreOf].sort());
    const byRevenue = (scoreOf.get('north')! * 100 + scoreOf.get('south')! * 250) / 350;
    expect(compass!.score).toBeCloseTo(byRevenue, 1);
    const earlier = await json<Parent[]>('parents', '--tenant', TENANT, '--as-of', '2024-01-15');
    expect(earlier.map(({ members }) => members.map(({ accountId }) => accountId))).toEqual([['north']]);
    const forPeople = await runCli(['parents', 'compass', '--tenant', TENANT], env);
    expect(forPeople.stdout).toMatch(/of 2 at-risk[\s\S]*north[\s\S]*south/);
    const nobody = await runCli(['parents', 'nobody', '--tenant', TENANT], env);
    expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining('named nobody as its parent')]);
  });

  it('keeps rejected rows with file, line and reason, and exits 1 since something was lost', async () => {
    writeFileSync(
      join(folder, 'uses.csv'),
      `${[...USES, '60,C9,01-11-2024,u1,f1', '61,C1,2024-11-01,u1,f1'].join('\n')}\n`,
    );
    const rejects = join(dir, 'rejects.jsonl');
    const { code, stdout, stderr } = await bring('--rejects', rejects);
    expect(code).toBe(1);
    expect(stderr).toContain('2 rows were rejected');
    expect(JSON.parse(stdout)).toMatchObject({ read: 64, accepted: 62, rejected: 2 });
    const kept = readFileSync(rejects, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(kept).toMatchObject([
      { file: 'uses.csv', line: 62, reason: 'no row of contracts.csv has id C9' },
      { file: 'uses.csv', line: 63, row: { day: '2024-11-01' } },
    ]);
  }, 180_000);

  it('asks ClickHouse in any format', async () => {
    const csv = await runCli(
      ['sql', '--format', 'CSV', `SELECT count() FROM logins_distinct WHERE tenant_id = '${TENANT}'`],
      env,
    );
    expect(csv.stdout).toBe('60\n');
    const wrong = await runCli(['sql', 'SELECT nothing FROM nowhere'], env);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('nowhere');
  });

  it('lists tenants', async () => {
    const tenants = await json<{ tenantId: string; accounts: number }[]>('tenants');
    expect(tenants.find(({ tenantId }) => tenantId === TENANT)).toMatchObject({ accounts: 2 });
  });
});
