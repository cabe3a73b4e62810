import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { openConnections } from './connections.ts';
import { openEngine } from './engine.ts';
import { makeOutlets } from './outlet.ts';
import { createHttpServer } from './server.ts';
import { openSpool, spoolDirectory } from './spool.ts';

const DEFAULT_DATABASE = 'bellwether';
/** Queries at a time. UV_THREADPOOL_SIZE has to be larger: each running query holds one thread. */
const CONNECTIONS = 12;
const DRAIN_MS_MAX = 8_000;

const { values } = parseArgs({ options: { dir: { type: 'string' }, port: { type: 'string' } } });
if (values.dir === undefined || values.port === undefined) {
  console.error('usage: main.ts --dir <data directory> --port <port>');
  process.exit(2);
}

mkdirSync(values.dir, { recursive: true });
const engine = await openEngine(values.dir, DEFAULT_DATABASE);
const spoolDir = spoolDirectory(values.dir);
const spool = openSpool(spoolDir);
const connections = await openConnections(engine, await makeOutlets(spoolDir, CONNECTIONS), async () => {
  console.error('a cancelled query does not end: its connection is replaced');
  return (await makeOutlets(spoolDir, 1))[0]!;
});
const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`);
const server = createHttpServer({ engine, connections, createFile: spool.create, log });

server.listen(Number(values.port), '127.0.0.1', () => {
  log(`ClickHouse ${engine.version} answers on port ${(server.address() as AddressInfo).port}`);
});
server.once('error', (error) => {
  log(`cannot listen: ${error.message}`);
  spool.close();
  process.exit(1);
});

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  log('stopping');
  const end = () => {
    spool.close();
    process.exit(0);
  };
  // A query that goes on and on must not hold up the end: the data on disk survive a kill as well.
  setTimeout(end, DRAIN_MS_MAX).unref();
  server.close(() => {
    connections.close();
    engine.close().then(end, end);
  });
  server.closeIdleConnections();
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
