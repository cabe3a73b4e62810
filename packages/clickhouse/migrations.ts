import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

export interface Migration {
  /** From the file's name: `0001_logins.sql` is 1. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
  /** Of the statements without comments and line breaks: those may change. */
  readonly checksum: string;
}

export const MIGRATIONS = new URL('../../schemas/clickhouse/', import.meta.url);

const FILE = /^(\d{4})_[a-z0-9_]+\.sql$/;
const REPEATABLE =
  /^(CREATE (TABLE|VIEW|MATERIALIZED VIEW|DICTIONARY|FUNCTION) IF NOT EXISTS|CREATE OR REPLACE|DROP \w+ IF EXISTS|ALTER TABLE \w+ (ADD|DROP|MODIFY|RENAME) (COLUMN|INDEX) IF (NOT )?EXISTS|ALTER TABLE \w+ MODIFY)\b/i;

/** The numbered files of a folder in order. Throws for a name, number or statement that cannot be applied safely. */
export function readMigrations(folder: URL = MIGRATIONS): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const migrations = files.map((file) => migrationOf(file, readFileSync(new URL(file, folder), 'utf8')));
  for (const [i, { version, name }] of migrations.entries()) {
    if (version === migrations[i - 1]?.version)
      throw new Error(`${name}: another migration has the same number`);
  }
  return migrations;
}

export function migrationOf(file: string, sql: string): Migration {
  const version = Number(FILE.exec(file)?.[1]);
  if (!version) throw new Error(`${file}: a migration is called like 0001_what_it_makes.sql`);
  const statements = splitStatements(sql);
  for (const statement of statements) {
    if (REPEATABLE.test(statement)) continue;
    const start = statement.slice(0, 60).replace(/\s+/g, ' ');
    throw new Error(`${file}: must be harmless when run twice (IF NOT EXISTS, OR REPLACE): ${start}`);
  }
  const checksum = createHash('sha256').update(statements.join(';').replace(/\s+/g, ' ')).digest('hex');
  return { version, name: file, statements, checksum };
}

/** Strings, quoted names and comments are taken whole, so that a semicolon in them ends nothing. */
const PIECES =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|`(?:[^`\\]|\\[\s\S])*`|"(?:[^"\\]|\\[\s\S])*"|;|[^;'`"/-]+|[\s\S]/g;

/** The statements of a file, without comments. */
export function splitStatements(sql: string): string[] {
  const statements = [''];
  for (const [piece] of sql.matchAll(PIECES)) {
    if (piece === ';') statements.push('');
    else if (!piece.startsWith('--') && !piece.startsWith('/*')) statements[statements.length - 1] += piece;
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}
