import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli, startCli } from '../support/cli.ts';

const dir = mkdtempSync(join(tmpdir(), 'bellwether-cli-'));
/** A place without a stack: no addresses in the environment, none recorded. */
const NOWHERE = { BELLWETHER_DIR: dir, KAFKA_BROKERS: '', SCHEMA_REGISTRY_URL: '', CLICKHOUSE_URL: '' };
afterAll(() => rmSync(dir, { recursive: true }));

describe('the command line', () => {
  it.each([
    'start',
    'stack up',
    'stack status',
    'stack down',
    'stack reset',
    'migrate',
    'import',
    'accounts',
    'parents',
    'explain',
    'health',
    'override',
    'trace',
    'sql',
    'assess',
    'tenants list',
    'scorecards validate',
    'playbooks try',
    'indicators list',
    'indicators show',
    'indicators value',
    'lineage',
  ])('teaches %s with an example', async (command) => {
    const help = await runCli([...command.split(' '), '--help'], NOWHERE);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Examples?:\n +(npx bellwether|npm start)/);
  });

  it('exits 2 on wrong usage, and says what is right', async () => {
    const wrong = [
      ['nonsense'],
      ['import', 'folder', '--mapping', 'x.yaml'],
      ['accounts', '--tenant', 'Not A Slug'],
      ['accounts', '--tenant', 'demo', '--as-of', '31.12.2024'],
      ['accounts', '--tenant', 'demo', '--band', 'purple'],
      ['parents', '--tenant', 'demo', '--by', 'weight'],
      ['assess', 'a', '--tenant', 'demo', '--answer', 'mood=3'],
      ['start', '--exit-after', 'soon'],
      ['override', 'a', '--tenant', 'demo', '--note', 'x'],
      ['override', 'a', '--tenant', 'demo', '--note', 'x', '--score', '30'],
      ['override', 'a', '--tenant', 'demo', '--note', 'x', '--score', '130'],
      ['indicators', 'show', 'npss'],
      ['indicators', 'list', '--group', 'weather'],
      ['indicators', 'value', 'a', '--tenant', 'demo', '--indicator', 'npss'],
      ['lineage', 'survey.scor'],
    ];
    const ended = await Promise.all(wrong.map(async (args) => ({ args, ...(await runCli(args, NOWHERE)) })));
    for (const { args, code, stderr, stdout } of ended) {
      expect([args.join(' '), code]).toEqual([args.join(' '), 2]);
      expect(stderr).not.toBe('');
      expect(stdout).toBe('');
    }
  }, 180_000);

  it('ends in peace when whoever reads has seen enough', async () => {
    const cli = startCli(['--help'], NOWHERE);
    cli.process.stdout!.destroy();
    const { code, stderr } = await cli.ended;
    expect([code, stderr]).toEqual([0, '']);
  });

  it('is no success when a signal ends it', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const asked = once(silent, 'connection');
    const { port } = silent.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const addresses = { KAFKA_BROKERS: `127.0.0.1:${port}`, SCHEMA_REGISTRY_URL: url, CLICKHOUSE_URL: url };
    const cli = startCli(['sql', 'SELECT 1'], { ...NOWHERE, ...addresses });
    await asked;
    cli.process.kill('SIGTERM');
    await cli.ended;
    silent.close();
    expect(cli.process.signalCode).toBe('SIGTERM');
  });

  it('exits 1 without a stack, and says how to get one', async () => {
    for (const args of [
      ['accounts', '--tenant', 'demo'],
      ['sql', 'SELECT 1'],
      ['stack', 'status', '--json'],
      ['migrate'],
    ]) {
      const { code, stderr } = await runCli(args, NOWHERE);
      expect([args[0], code]).toEqual([args[0], 1]);
      expect(stderr).toContain('No stack is up.');
      expect(stderr).toContain('npx bellwether stack up');
    }
  });

  it('shows indicators and lineage without any stack, and suggests what a misspelt name may stand for', async () => {
    const listed = await runCli(['indicators', 'list', '--group', 'voice', '--json'], NOWHERE);
    expect(JSON.parse(listed.stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'nps', group: 'voice', unit: 'points' })]),
    );
    const shown = await runCli(['indicators', 'show', 'nps'], NOWHERE);
    expect(shown.stdout).toMatch(
      /formula .*Reichheld[\s\S]*reads .*signals\.survey[\s\S]*scorecards +default: in voice/,
    );
    const lineage = await runCli(['lineage', 'ticket.priority', '--json'], NOWHERE);
    expect(JSON.parse(lineage.stdout)).toMatchObject({
      kind: 'field',
      sources: ['tickets'],
      measured: expect.arrayContaining(['open-urgent-tickets']),
    });
    const misspelt = await runCli(['indicators', 'show', 'usge-change'], NOWHERE);
    expect(misspelt.stderr).toContain('Did you mean usage-change');
  });

  it('names every mistake of a mapping at once, before it looks for a stack', async () => {
    const mapping = join(dir, 'broken.yaml');
    writeFileSync(
      mapping,
      'source: "Big CRM"\nfiles: [{ file: a.csv, signals: [{ topic: signals.nonsense }] }]\n',
    );
    const { code, stderr } = await runCli(['import', dir, '--mapping', mapping, '--tenant', 't'], NOWHERE);
    expect(code).toBe(1);
    expect(stderr).toContain('source: ');
    expect(stderr).toContain('files.0.signals.0.topic: ');
  });

  it('says that there is no folder to import from, or no file in it, before it looks for a stack', async () => {
    const args = ['--mapping', 'config/mappings/ravenstack.yaml', '--tenant', 't'];
    const absent = await runCli(['import', join(dir, 'nowhere'), ...args], NOWHERE);
    expect([absent.code, absent.stderr]).toEqual([1, expect.stringContaining('nowhere cannot be read')]);
    const empty = await runCli(['import', dir, ...args], NOWHERE);
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining('lacks files that the mapping')]);
  });

  it('checks the files that the services would use', async () => {
    const folder = join(dir, 'config');
    cpSync('config', folder, { recursive: true });
    rmSync(join(folder, 'scorecards'), { recursive: true });
    rmSync(join(folder, 'playbooks'), { recursive: true });
    const empty = await runCli(['scorecards', 'validate'], { ...NOWHERE, CONFIG_DIR: folder });
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining(`no scorecard in ${folder}`)]);
    mkdirSync(join(folder, 'scorecards'));
    writeFileSync(join(folder, 'scorecards', 'own.yaml'), 'id: own\n');
    const own = await runCli(['scorecards', 'validate'], { ...NOWHERE, CONFIG_DIR: folder });
    expect([own.code, own.stderr]).toEqual([1, expect.stringContaining('own.yaml: ')]);
    const playbooks = join(dir, 'playbooks');
    mkdirSync(playbooks);
    const rule = 'id: own\ntitle: Own\nwhen: [{ indicatorFell: nps }]\ndo: [{ log: look }]\n';
    writeFileSync(join(playbooks, 'own.yaml'), rule);
    const lineage = await runCli(['lineage', 'nps', '--json'], { ...NOWHERE, PLAYBOOKS_DIR: playbooks });
    expect([lineage.code, lineage.stdout]).toEqual([0, expect.stringContaining('"own"')]);
    expect(lineage.stdout).not.toContain('tell-the-csm');
  });

  it('checks scorecards and tries playbooks without any stack', async () => {
    const valid = await runCli(['scorecards', 'validate', '--json'], NOWHERE);
    expect(valid.code).toBe(0);
    expect(JSON.parse(valid.stdout)).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'default', mistakes: [] })]),
    );
    const playbook = 'config/playbooks/tell-the-csm.yaml';
    const tried = await runCli(
      ['playbooks', 'try', playbook, '--event', 'config/playbooks/sample-event.json', '--json'],
      NOWHERE,
    );
    expect(tried.code).toBe(0);
    expect(JSON.parse(tried.stdout)).toMatchObject({ playbook: 'tell-the-csm', matched: true });
  });
});
