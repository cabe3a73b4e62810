import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContractDatabase, createContractDatabase } from './support/contract-database.ts';

let database: ContractDatabase;
let client: ClickHouseClient;

beforeAll(async () => {
  database = await createContractDatabase();
  client = createClient({
    url: database.url,
    database: database.name,
    compression: { request: true, response: true },
    log: { level: 127 },
  });
  await client.command({
    query:
      "CREATE TABLE visits (id UInt64, name String, at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id",
  });
});

afterAll(async () => {
  await client.close();
  await database.drop();
});

const rowsOf = async (query: string, options: object = {}) =>
  await (await client.query({ query, format: 'JSONEachRow', ...options })).json<Record<string, unknown>>();

describe('the official client', () => {
  it('pings', async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(await client.ping({ select: true })).toEqual({ success: true });
  });

  it('inserts rows, is told how many, and reads them back', async () => {
    const values = [
      { id: '18446744073709551615', name: "Ü; 'x'\n", at: '2026-01-02 03:04:05.678' },
      { id: '1', name: '', at: '1970-01-01 00:00:00.000' },
    ];
    const inserted = await client.insert({ table: 'visits', values, format: 'JSONEachRow' });
    expect(inserted.summary?.written_rows).toBe('2');
    const settings = { output_format_json_quote_64bit_integers: 1 };
    expect(await rowsOf('SELECT * FROM visits ORDER BY at DESC', { clickhouse_settings: settings })).toEqual(
      values,
    );
  });

  it('binds parameters by the server, whatever they hold', async () => {
    const params = { text: "it's \\ \n {a:b}", list: ['x', "y'"], nothing: null, table: 'visits' };
    const query =
      'SELECT {text:String} AS text, {list:Array(String)} AS list, {nothing:Nullable(String)} AS nothing, ' +
      'count() > 0 AS found FROM {table:Identifier}';
    expect(await rowsOf(query, { query_params: params })).toEqual([
      { text: params.text, list: params.list, nothing: null, found: 1 },
    ]);
  });

  it('sets something for one query and not for the next', async () => {
    const query = "SELECT getSetting('max_block_size') AS value";
    const before = await rowsOf(query);
    expect(await rowsOf(query, { clickhouse_settings: { max_block_size: '1234' } })).toEqual([
      { value: 1234 },
    ]);
    expect(await rowsOf(query)).toEqual(before);
  });

  it.each([
    ['SELECT * FROM no_such_table', '60', 'UNKNOWN_TABLE'],
    ['selekt 1', '62', 'SYNTAX_ERROR'],
    ['SELECT no_such_column', '47', 'UNKNOWN_IDENTIFIER'],
    ['SELECT throwIf(1)', '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'],
    ['SELECT {missing:String}', '456', 'UNKNOWN_QUERY_PARAMETER'],
  ])('gets a typed error for %s', async (query, code, type) => {
    await expect(client.query({ query })).rejects.toMatchObject({ code, type });
  });

  it('is told which row cannot be read, and no row of that insert lands', async () => {
    await client.command({ query: 'CREATE TABLE numbers_only (n UInt8) ENGINE = MergeTree ORDER BY n' });
    const values = [{ n: 1 }, { n: 'two' }];
    const insert = client.insert({ table: 'numbers_only', values, format: 'JSONEachRow' });
    await expect(insert).rejects.toMatchObject({ code: expect.stringMatching(/^\d+$/) });
    expect(await rowsOf('SELECT count() AS n FROM numbers_only')).toEqual([{ n: 0 }]);
  });

  it('streams a result that no buffer would hold', async () => {
    const result = await client.query({
      query: "SELECT number, repeat('x', 100) AS filler FROM numbers(500000)",
      format: 'JSONEachRow',
    });
    let rows = 0;
    for await (const chunk of result.stream()) rows += chunk.length;
    expect(rows).toBe(500_000);
  });

  it('does not wait for a long query of another', async () => {
    let longEnded = false;
    const long = rowsOf('SELECT sum(sleepEachRow(0.5)) AS slept FROM numbers(6)').then(
      () => (longEnded = true),
    );
    for (let i = 0; i < 5; i++)
      expect(await rowsOf('SELECT {i:UInt8} AS i', { query_params: { i } })).toEqual([{ i }]);
    expect(longEnded).toBe(false);
    await long;
  });

  it('may run many queries at a time', async () => {
    const answers = Array.from({ length: 60 }, (_, i) =>
      rowsOf('SELECT {i:UInt8} AS i', { query_params: { i } }),
    );
    expect((await Promise.all(answers)).map(([row]) => row?.i)).toEqual(
      Array.from({ length: 60 }, (_, i) => i),
    );
  });
});
