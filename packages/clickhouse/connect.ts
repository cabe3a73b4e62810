import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ClickHouseLogLevel, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { ClickHouseFailure } from './failure.ts';

export type Settings = Readonly<Record<string, string | number>>;

export interface Call {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly settings?: Settings;
}

/** One ClickHouse server. Every method rejects with a {@link ClickHouseFailure}. */
export interface ClickHouse {
  /** The rows of a SELECT, without a FORMAT clause. 64-bit integers and wider come as strings. */
  rows<Row>(sql: string, call?: Call): Promise<Row[]>;
  /** The answer to a SELECT as it came, in the FORMAT the statement names. */
  text(sql: string, call?: Call): Promise<string>;
  /** A statement without rows, in or out. */
  run(sql: string, call?: Call): Promise<void>;
  /** `INSERT … FORMAT x` whose data are these bytes. */
  send(sql: string, data: Uint8Array, call?: Call): Promise<void>;
  /** Inserts objects by column name. Times are `YYYY-MM-DD hh:mm:ss.sss` or ms since the epoch. */
  insert(table: string, rows: readonly object[], call?: Call): Promise<void>;
  /** Whether the server answers. */
  alive(): Promise<boolean>;
  close(): Promise<void>;
}

/** Sends as many statements at a time as callers do, up to this. */
const CONNECTIONS_MAX = 32;
const REQUEST_TIMEOUT_MS = 300_000;

export interface ConnectOptions {
  readonly url: string;
  /** Where unqualified names are looked up; the server's default when left out. */
  readonly database?: string;
}

/** Opens nothing until first used. */
export function connect({ url, database }: ConnectOptions): ClickHouse {
  const client = createClient({
    url,
    database,
    max_open_connections: CONNECTIONS_MAX,
    request_timeout: REQUEST_TIMEOUT_MS,
    application: 'bellwether',
    // Failures reach the caller, who decides what is worth a line.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      date_time_input_format: 'best_effort',
      output_format_json_quote_64bit_integers: 1,
      wait_end_of_query: 1,
    },
  });
  const options = ({ params, settings }: Call = {}) => ({
    query_params: { ...params },
    clickhouse_settings: { ...settings } as ClickHouseSettings,
  });
  return {
    rows: async <Row>(sql: string, call?: Call) =>
      failing(async () => {
        const result = await client.query({ query: sql, format: 'JSONEachRow', ...options(call) });
        return (await result.json()) as Row[];
      }),
    run: (sql, call) =>
      failing(async () => {
        await client.command({ query: sql, ...options(call) });
      }),
    text: (sql, call) =>
      failing(async () => {
        const { stream } = await client.exec({ query: sql, ...options(call) });
        return text(stream);
      }),
    send: (sql, data, call) =>
      failing(async () => {
        const values = Readable.from([data], { objectMode: false });
        const { stream } = await client.exec({ query: sql, values, ...options(call) });
        await text(stream);
      }),
    insert: (table, rows, call) =>
      failing(async () => {
        if (rows.length === 0) return;
        await client.insert({ table, values: rows, format: 'JSONEachRow', ...options(call) });
      }),
    alive: async () => (await client.ping()).success,
    close: () => client.close(),
  };
}

async function failing<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw new ClickHouseFailure(cause);
  }
}
