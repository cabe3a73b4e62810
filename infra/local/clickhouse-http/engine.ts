import { fileURLToPath } from 'node:url';
import { drainPending, Session } from 'chdb';
import { type FormatNames, formatNames } from './formats.ts';
import { quoteText } from './quote.ts';
import { BASE_SETTINGS } from './settings.ts';

/** The one engine of this process; a data directory belongs to one process at a time. */
export interface Engine {
  version: string;
  formats: FormatNames;
  defaultDatabase: string;
  /** A new connection in the default database. It serves one query at a time. */
  connect(): Promise<Session>;
  /** Ends the queries that begin with this text, such as a comment of their own. */
  cancel(beginning: string): Promise<void>;
  /** Waits for running queries. */
  close(): Promise<void>;
}

const CONFIG_FILE = fileURLToPath(new URL('config.xml', import.meta.url));

/** Opens (or makes) the data directory; throws when another process holds it. */
export async function openEngine(dir: string, defaultDatabase: string): Promise<Engine> {
  const connectionArgs = [
    `--config-file=${CONFIG_FILE}`,
    ...[...BASE_SETTINGS].map(([name, value]) => `--${name}=${value}`),
  ];
  // Held for the life of the process: with no connection left the engine would shut down.
  const anchor = new Session(dir, { connectionArgs });
  await anchor.queryAsync(`CREATE DATABASE IF NOT EXISTS ${defaultDatabase} ENGINE = Atomic`);
  const version = await anchor.queryAsync('SELECT version()', { format: 'TSVRaw' });
  const formats = await anchor.queryAsync('SELECT name, content_type FROM system.formats', {
    format: 'JSON',
  });
  return {
    version: version.text().trim(),
    formats: formatNames(formats.json<{ data: { name: string; content_type: string }[] }>().data),
    defaultDatabase,
    connect: async () => {
      const session = new Session(dir, { connectionArgs });
      await session.queryAsync(`USE ${defaultDatabase}`);
      return session;
    },
    cancel: async (beginning) => {
      await anchor.queryAsync(`KILL QUERY WHERE startsWith(query, ${quoteText(beginning)}) ASYNC`);
    },
    close: async () => {
      anchor.close();
      await drainPending();
    },
  };
}
