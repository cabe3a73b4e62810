import { randomUUID } from 'node:crypto';
import { type ClickHouse, connect, type Migration, migrate, readMigrations } from '@bellwether/clickhouse';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

const { url } = inject('stack').clickhouse;
let client: ClickHouse;
let database: string;

beforeEach(async () => {
  database = `t_${randomUUID().replaceAll('-', '')}`;
  const server = connect({ url, database: 'default' });
  await server.run(`CREATE DATABASE ${database} ENGINE = Atomic`);
  await server.close();
  client = connect({ url, database });
});
afterEach(async () => {
  await client.run(`DROP DATABASE ${database}`);
  await client.close();
});

const migration = (version: number, ...statements: string[]): Migration => {
  return { version, name: `000${version}_x.sql`, statements, checksum: statements.join() };
};
const table = (name: string) => `CREATE TABLE IF NOT EXISTS ${name} (x UInt8) ENGINE = MergeTree ORDER BY x`;

describe('migrating', () => {
  it('brings an empty database to the newest tables once, and then has nothing to do', async () => {
    expect(await migrate(client)).toEqual(readMigrations().map(({ name }) => name));
    expect(await migrate(client)).toEqual([]);
  });

  it('by two at once gives what one gives', async () => {
    const migrations = [migration(1, table('a'), table('b')), migration(2, table('c'))];
    await Promise.all([migrate(client, migrations), migrate(client, migrations)]);
    const ledger = await client.rows('SELECT version FROM schema_migrations FINAL ORDER BY version');
    expect(ledger).toEqual([{ version: 1 }, { version: 2 }]);
  });

  it('goes on after a failure where it stopped', async () => {
    const broken = migration(2, 'CREATE TABLE IF NOT EXISTS b (x NoSuchType) ENGINE = MergeTree ORDER BY x');
    await expect(migrate(client, [migration(1, table('a')), broken])).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringContaining('0002_x.sql: '),
    });
    expect(await migrate(client, [migration(1, table('a')), migration(2, table('b'))])).toEqual([
      '0002_x.sql',
    ]);
  });

  it('refuses a file that was changed after it was applied', async () => {
    await migrate(client, [migration(1, table('a'))]);
    await expect(migrate(client, [migration(1, table('b'))])).rejects.toMatchObject({
      code: 'migration-changed',
    });
  });
});
