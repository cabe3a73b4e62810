import { randomUUID } from 'node:crypto';
import { type ClickHouse, connect, migrate, publishReferenceData } from '@bellwether/clickhouse';
import { TEST_MONEY } from '@bellwether/testkit';

/** A database of a test file's own, with every table and view in it, and the rates and costs of {@link TEST_MONEY}. */
export interface TestDatabase {
  readonly name: string;
  readonly client: ClickHouse;
  rows<T = Record<string, unknown>>(sql: string): Promise<T[]>;
  insert(table: string, rows: readonly object[]): Promise<void>;
  drop(): Promise<void>;
}

/** Numbers as numbers: nothing a test counts comes near 2^53. */
const PLAIN_NUMBERS = { output_format_json_quote_64bit_integers: 0 };

export async function createTestDatabase(url: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const server = connect({ url });
  await server.run(`CREATE DATABASE ${name} ENGINE = Atomic`);
  const client = connect({ url: new URL(name, url).href });
  await migrate(client);
  await publishReferenceData(client, TEST_MONEY);
  return {
    name,
    client,
    rows: (sql) => client.rows(sql, { settings: PLAIN_NUMBERS }),
    insert: (table, rows) => client.insert(table, rows),
    async drop() {
      await client.close();
      await server.run(`DROP DATABASE ${name}`);
      await server.close();
    },
  };
}
