import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const SCHEMAS = process.env.SCHEMA_DIR ?? new URL('../../../schemas/clickhouse/', import.meta.url).pathname;

/** A database of a test file's own, with every table and view in it. */
export interface TestDatabase {
  readonly name: string;
  exec(sql: string): Promise<void>;
  rows<T = Record<string, unknown>>(sql: string): Promise<T[]>;
  insert(table: string, rows: readonly object[]): Promise<void>;
  drop(): Promise<void>;
}

export async function createTestDatabase(url: string): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const send = async (query: string, database: string, body?: string): Promise<string> => {
    const response = await fetch(`${url}/?${new URLSearchParams({ query, database })}`, {
      method: 'POST',
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${text}\nin: ${query.slice(0, 500)}`);
    return text;
  };
  await send(`CREATE DATABASE ${name} ENGINE = Atomic`, 'default');
  for (const file of readdirSync(SCHEMAS).sort()) {
    for (const statement of readFileSync(`${SCHEMAS}/${file}`, 'utf8').split(/;\s*$/m)) {
      if (statement.replace(/--.*$/gm, '').trim() !== '') await send(statement, name);
    }
  }
  return {
    name,
    exec: async (sql) => void (await send(sql, name)),
    rows: async (sql) => JSON.parse(await send(`${sql}\nFORMAT JSON`, name)).data,
    insert: async (table, rows) => {
      await send(
        `INSERT INTO ${table} FORMAT JSONEachRow`,
        name,
        rows.map((row) => JSON.stringify(row)).join('\n'),
      );
    },
    drop: async () => void (await send(`DROP DATABASE ${name}`, 'default')),
  };
}
