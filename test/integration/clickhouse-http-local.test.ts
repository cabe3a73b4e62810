import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Component, choosePorts, clickHouseSpool, startClickHouse } from '@bellwether/local-stack';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { curl } from './support/curl.ts';

let dir: string;
let port: number;
let url: string;
let server: Component;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'bellwether-clickhouse-'));
  port = (await choosePorts({}, {})).clickhouse;
  url = `http://127.0.0.1:${port}`;
  server = await startClickHouse({ dir, port });
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

const run = async (sql: string) => (await curl([url, '--data-binary', '@-'], sql)).text.trimEnd();
const dataFiles = () => readdirSync(clickHouseSpool(dir)).filter((name) => name.startsWith('data-'));

describe('the local server', () => {
  it('has bellwether, of the Atomic engine, for its default database', async () => {
    expect(
      await run('SELECT currentDatabase(), engine FROM system.databases WHERE name = currentDatabase()'),
    ).toBe('bellwether\tAtomic');
  });

  it.each([
    ['sessions', ['-d', 'SELECT 1', '/?session_id=s']],
    ['native compression', ['-d', 'SELECT 1', '/?decompress=1']],
    ['external tables', ['-F', 'numbers=1', '/?query=SELECT+*+FROM+numbers&numbers_structure=n+UInt8']],
    ['unknown encodings', ['-d', 'SELECT 1', '-H', 'Content-Encoding: snappy', '/']],
    ['other methods', ['-X', 'DELETE', '/?query=SELECT+1']],
  ])('says that it does not do %s', async (_, args) => {
    const answer = await curl([...args.slice(0, -1), url + args.at(-1)]);
    expect(answer.status).toBe(501);
    expect(answer.headers['x-clickhouse-exception-code']).toBe('48');
    expect(answer.text).toContain('NOT_IMPLEMENTED');
  });

  it('knows one user', async () => {
    expect((await curl(['-u', 'default:', url, '-d', 'SELECT 1'])).text).toBe('1\n');
    expect((await curl(['-u', 'somebody:x', url, '-d', 'SELECT 1'])).status).toBe(403);
  });

  it('keeps what a statement sets to that statement', async () => {
    await run('SET max_threads = 1');
    await run('USE system');
    await run('CREATE TEMPORARY TABLE mine (a Int8)');
    await curl([`${url}/?readonly=1`, '-d', 'SELECT 1']);
    const sql =
      "SELECT currentDatabase(), getSetting('readonly'), count() FROM system.tables WHERE name = 'mine'";
    for (let i = 0; i < 30; i++) expect(await run(sql)).toBe('bellwether\t0\t0');
  });

  it('ends the query of a client that has gone, before and after its first byte', async () => {
    // The engine may keep a cancelled query in its list; it computes nothing any more.
    const others = () =>
      run(
        "SELECT query FROM system.processes WHERE NOT is_cancelled AND query NOT LIKE '%system.processes%'",
      );
    const leave = (sql: string) => curl(['--max-time', '0.5', url, '-d', sql]).catch(() => 'left');
    expect(await leave('SELECT count() FROM numbers(100000000000) WHERE sipHash64(number) = 1')).toBe('left');
    expect(await leave('SELECT number FROM numbers(100000000000)')).toBe('left');
    await vi.waitFor(async () => expect(await others()).toBe(''), { timeout: 10_000 });
  });

  it('serves as many clients as before after more of them have gone than it has connections', async () => {
    const long = 'SELECT count() FROM numbers(100000000000) WHERE sipHash64(number) = 1';
    const leaving = Array.from({ length: 14 }, () =>
      curl(['--max-time', '0.5', url, '-d', long]).catch(() => 'left'),
    );
    await Promise.all(leaving);
    const answers = Array.from({ length: 12 }, () => run('SELECT 1 + sleep(0.1)'));
    expect(await Promise.all(answers)).toEqual(answers.map(() => '1'));
  });

  it('lets nothing lie about, whether a request ends well or badly', async () => {
    await run('CREATE TABLE tidy (a UInt8) ENGINE = MergeTree ORDER BY a');
    await run('INSERT INTO tidy FORMAT CSV\n1\n');
    await run('INSERT INTO tidy FORMAT CSV\nnot a number\n');
    await run('INSERT INTO no_such_table FORMAT CSV\n1\n');
    await curl(
      [url, '-H', 'Content-Encoding: gzip', '--data-binary', '@-'],
      'INSERT INTO tidy FORMAT CSV\n1\n',
    );
    expect(dataFiles()).toEqual([]);
  });

  it('has after kill -9 what it had acknowledged before', async () => {
    await run('CREATE TABLE kept (a UInt32) ENGINE = MergeTree ORDER BY a');
    for (let i = 0; i < 20; i++) await run(`INSERT INTO kept VALUES (${i})`);
    const half = curl(
      [url, '-H', 'Expect:', '--data-binary', '@-'],
      `INSERT INTO kept FORMAT CSV\n${'1\n'.repeat(5e6)}`,
    );
    await Promise.all([half.catch(() => undefined), server.kill()]);
    server = await startClickHouse({ dir, port });
    expect(await run('SELECT uniqExact(a), sum(a) FROM kept')).toMatch(/^20\t/);
    expect(dataFiles()).toEqual([]);
  });
});
