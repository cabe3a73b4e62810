import type { ClickHouse } from './connect.ts';
import { type Migration, readMigrations } from './migrations.ts';

export class MigrationError extends Error {
  readonly code: 'migration-changed' | 'migration-failed';

  constructor(code: MigrationError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const LEDGER = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = ReplacingMergeTree(applied_at) ORDER BY version`;

/**
 * Applies what the server does not have yet, in order; the names of what was applied. Two may run at once: every
 * statement is harmless when repeated, and the ledger keeps one row a number. Rejects with a {@link MigrationError}
 * when an applied file was changed afterwards, or a statement fails.
 */
export async function migrate(
  client: ClickHouse,
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  await client.run(LEDGER);
  const applied = await appliedChecksums(client);
  for (const { version, name, checksum } of migrations) {
    const before = applied.get(version);
    if (before === undefined || before === checksum) continue;
    throw new MigrationError(
      'migration-changed',
      `${name} was changed after it was applied; add a new file instead`,
    );
  }
  const pending = migrations.filter(({ version }) => !applied.has(version));
  for (const migration of pending) await apply(client, migration);
  return pending.map(({ name }) => name);
}

async function appliedChecksums(client: ClickHouse): Promise<Map<number, string>> {
  const rows = await client.rows<{ version: number; checksum: string }>(
    'SELECT version, checksum FROM schema_migrations FINAL',
  );
  return new Map(rows.map(({ version, checksum }) => [version, checksum]));
}

async function apply(client: ClickHouse, { version, name, checksum, statements }: Migration): Promise<void> {
  for (const statement of statements) {
    await client.run(statement).catch((cause: Error) => {
      throw new MigrationError('migration-failed', `${name}: ${cause.message}`, cause);
    });
  }
  await client.insert('schema_migrations', [{ version, name, checksum }]);
}
