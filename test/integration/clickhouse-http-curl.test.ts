import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractDatabase, createContractDatabase } from './support/contract-database.ts';
import { curl } from './support/curl.ts';

let database: ContractDatabase;

beforeAll(async () => {
  database = await createContractDatabase();
});
afterAll(() => database.drop());

const post = (params: Record<string, string>, body: Uint8Array | string, ...args: string[]) =>
  curl([database.at(params), ...args, '--data-binary', '@-'], body);

/** A new table of two columns, and its rows as one line. */
async function table(name: string) {
  await database.run(`CREATE TABLE ${name} (a UInt32, b String) ENGINE = MergeTree ORDER BY a`);
  return () =>
    database.run(
      `SELECT arrayStringConcat(groupArray(a || b), ',') FROM (SELECT * FROM ${name} ORDER BY a, b)`,
    );
}

describe('curl asks', () => {
  it('for a sign of life', async () => {
    expect(await curl([`${database.url}/ping`])).toMatchObject({ status: 200, text: 'Ok.\n' });
    expect(await curl([`${database.url}/`])).toMatchObject({ status: 200, text: 'Ok.\n' });
    expect(await curl([`${database.url}/no/such/page`])).toMatchObject({ status: 404 });
  });

  it('in the URL, in the body, or half in each', async () => {
    expect((await curl([database.at({ query: 'SELECT 1' })])).text).toBe('1\n');
    expect((await post({}, 'SELECT 1;')).text).toBe('1\n');
    expect((await post({ query: 'SELECT 1' }, ' + 1')).text).toBe('2\n');
  });

  it('for a format in the query, as a parameter or in a header', async () => {
    expect((await post({}, 'SELECT 1 AS a FORMAT JSONEachRow')).text).toBe('{"a":1}\n');
    expect((await post({ default_format: 'CSVWithNames' }, 'SELECT 1 AS a')).text).toBe('"a"\n1\n');
    const answer = await post({}, 'SELECT 1 AS a', '-H', 'X-ClickHouse-Format: JSONCompactEachRow');
    expect(answer.text).toBe('[1]\n');
    expect(answer.headers['x-clickhouse-format']).toBe('JSONCompactEachRow');
    expect((await post({}, 'SELECT 1::UInt16 FORMAT RowBinary')).body).toEqual(Buffer.from([1, 0]));
    expect((await post({}, 'SHOW DATABASES FORMAT JSON')).headers['content-type']).toMatch(
      /^application\/json/,
    );
  });

  it('with its own id, and is told what was read', async () => {
    const { headers } = await post(
      { query_id: 'my-query' },
      'SELECT count() FROM numbers(10)',
      '-H',
      'Expect:',
    );
    expect(headers['x-clickhouse-query-id']).toBe('my-query');
    expect(JSON.parse(headers['x-clickhouse-summary']!)).toMatchObject({ read_rows: expect.any(String) });
  });

  it('by GET, which changes nothing', async () => {
    const refused = await curl([database.at({ query: 'CREATE TABLE x (a Int8) ENGINE = Memory' })]);
    expect(refused.headers['x-clickhouse-exception-code']).toBe('164');
    expect(await database.run('EXISTS TABLE x')).toBe('0');
  });

  it('for gzip and gets it', async () => {
    const accept = ['-H', 'Accept-Encoding: gzip'];
    const sql = 'SELECT number FROM numbers(100000)';
    const small = await post({ enable_http_compression: '1' }, 'SELECT 1', ...accept);
    const large = await post({ enable_http_compression: '1' }, sql, ...accept);
    expect(small.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(small.body).toString()).toBe('1\n');
    expect(gunzipSync(large.body).toString().split('\n')).toHaveLength(100_001);
    expect((await post({}, sql, ...accept)).headers['content-encoding']).toBeUndefined();
  });

  it('and is told what is wrong by status, header and text', async () => {
    const answer = await post({}, 'SELECT * FROM no_such_table');
    expect(answer.status).toBe(404);
    expect(answer.headers['x-clickhouse-exception-code']).toBe('60');
    expect(answer.text).toMatch(/^Code: 60\. DB::Exception: .+\(UNKNOWN_TABLE\)/);
    const twice = await post({}, 'SELECT 1; SELECT 2');
    expect(twice.headers['x-clickhouse-exception-code']).toBe('62');
    const setting = await post({ no_such_setting: '1' }, 'SELECT 1');
    expect(setting.headers['x-clickhouse-exception-code']).toBe('115');
  });

  it('is not told "200" for a query that fails late, if it waits for its end', async () => {
    const sql = 'SELECT throwIf(number = 3000000) FROM numbers(4000000) SETTINGS max_threads = 1';
    const answer = await post({ wait_end_of_query: '1' }, sql);
    expect(answer.headers['x-clickhouse-exception-code']).toBe('395');
  });
});

describe('curl sends', () => {
  it('rows behind the statement, in one body', async () => {
    const rows = await table('one_body');
    await database.run('INSERT INTO one_body FORMAT JSONEachRow\n{"a":1,"b":"x;y"}\n{"a":2,"b":"ü"}\n');
    await database.run("INSERT INTO one_body (b, a) VALUES ('v', 3), (lower('W'), 2 + 2);");
    expect(await rows()).toBe('1x;y,2ü,3v,4w');
  });

  it.each([
    ['CSV', '1,"x,y"\n2,z\n', '1x,y,2z'],
    ['TSV', '1\t\\N\n2\tb\\tc\n', '1,2b\tc'],
    ['TabSeparatedWithNames', 'b\ta\nx\t1\n', '1x'],
    ['JSONEachRow', '[{"a":1},{"a":2,"b":"y"}]', '1,2y'],
    ['JSONCompactEachRow', '[1,"x"]\n[2,"y"]', '1x,2y'],
    ['JSONColumns', '{"a":[1,2],"b":["x","y"]}', '1x,2y'],
    ['Values', "(1,'x'),(2,'y')", '1x,2y'],
    ['RowBinary', Buffer.from([1, 0, 0, 0, 1, 120, 10, 0, 0, 0, 2, 10, 13]), '1x,10\n\r'],
  ])('%s behind a statement in the URL', async (format, body, expected) => {
    const name = `sent_${format.toLowerCase()}`;
    const rows = await table(name);
    const answer = await post({ query: `INSERT INTO ${name} FORMAT ${format}` }, body);
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(await rows()).toBe(expected.replace('\t', '\\t').replace('\n\r', '\\n\\r'));
  });

  it('gzip', async () => {
    const rows = await table('zipped');
    const query = 'INSERT INTO zipped FORMAT CSV';
    await post({ query }, gzipSync('1,x\n2,y\n'), '-H', 'Content-Encoding: gzip');
    expect(await rows()).toBe('1x,2y');
  });

  it('rows through input(), reshaped on their way', async () => {
    const rows = await table('reshaped');
    const query =
      "INSERT INTO reshaped (a, b) SELECT n * 10, upper(s) FROM input('n UInt8, s String DEFAULT \\'none\\'') " +
      'WHERE n > 1 FORMAT JSONEachRow';
    expect((await post({ query }, '{"n":1,"s":"x"}\n{"n":2,"s":"y"}\n{"n":3}\n')).text).toBe('');
    expect(await rows()).toBe('20Y,30NONE');
  });

  it('more than any buffer holds, in order of arrival', async () => {
    await table('many');
    const body = Array.from({ length: 200_000 }, (_, i) => `${i},${'x'.repeat(20)}\n`).join('');
    await post({ query: 'INSERT INTO many FORMAT CSV' }, body);
    expect(await database.run('SELECT count(), sum(a), min(length(b)) FROM many')).toBe(
      '200000\t19999900000\t20',
    );
  });

  it('nothing at all, and nothing lands', async () => {
    const rows = await table('nothing');
    expect(await post({ query: 'INSERT INTO nothing FORMAT JSONEachRow' }, '')).toMatchObject({
      status: 200,
    });
    expect(await rows()).toBe('');
  });

  it('a bad row, and is told so; the good ones beside it do not land', async () => {
    const rows = await table('poisoned');
    const answer = await post({ query: 'INSERT INTO poisoned FORMAT CSV' }, '1,x\nnot a number,y\n');
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(Number(answer.headers['x-clickhouse-exception-code'])).toBeGreaterThan(0);
    expect(await rows()).toBe('');
  });
});
