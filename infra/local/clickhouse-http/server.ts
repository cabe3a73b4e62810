import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Connections } from './connections.ts';
import type { Engine } from './engine.ts';
import { exception, exceptionOf } from './exceptions.ts';
import { type Ending, execute } from './execute.ts';
import { missingParameter } from './parameters.ts';
import { type Received, receive } from './receive.ts';
import { decodedBody, type QueryRequest, readQueryRequest, unsupported, userOf } from './request.ts';
import { sendException } from './respond.ts';
import { settingsOf } from './settings.ts';
import type { SpoolFile } from './spool.ts';
import { readStatement } from './statement.ts';

export interface ServerParts {
  engine: Engine;
  connections: Connections;
  createFile(): SpoolFile;
  log(line: string): void;
}

const URI_BYTES_MAX = 1_048_576;
const KEEP_ALIVE_MS = 10_000;
const HEALTH_PATHS = ['/ping', '/replicas_status'];

/** ClickHouse's HTTP interface over the engine in this process. */
export function createHttpServer(parts: ServerParts): Server {
  // An INSERT's column list travels in the URL, far beyond Node's default of 16 KiB.
  const options = { maxHeaderSize: URI_BYTES_MAX, keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 };
  return createServer(options, (request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      parts.log(`request failed: ${error instanceof Error ? error.stack : error}`);
      if (response.headersSent) response.destroy();
      else sendException(response, exceptionOf(error, parts.engine.version));
    });
  });
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  response.setHeader('X-ClickHouse-Server-Display-Name', 'bellwether-local');
  if (HEALTH_PATHS.includes(url.pathname) || isGreeting(request, url)) {
    response.setHeader('Content-Type', 'text/html; charset=UTF-8');
    response.end('Ok.\n');
    return;
  }
  const { version } = parts.engine;
  const refuse = (code: number, type: string, text: string, status?: number) => {
    const refusal = exception(code, type, text, version);
    request.resume();
    sendException(response, { ...refusal, status: status ?? refusal.status });
  };
  if (url.pathname !== '/') return refuse(48, 'NOT_IMPLEMENTED', `There is no handle ${url.pathname}`, 404);
  if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
    return refuse(48, 'NOT_IMPLEMENTED', `Method ${request.method} is not supported`);
  }
  const query = readQueryRequest(request, url);
  const missing = unsupported(request, query);
  if (missing !== undefined) return refuse(48, 'NOT_IMPLEMENTED', missing);
  const user = userOf(request, url.searchParams);
  if (user !== 'default') {
    return refuse(516, 'AUTHENTICATION_FAILED', `${user}: the local ClickHouse has one user, default`);
  }
  response.setHeader('X-ClickHouse-Query-Id', query.queryId ?? randomUUID());
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  const text = url.searchParams.getAll('query').join('');
  const received = await receive(text, decodedBody(request), parts.engine.formats, parts.createFile);
  try {
    await run(parts, query, received, response);
  } finally {
    if (received.kind === 'insert') received.file.remove();
  }
}

async function run(parts: ServerParts, query: QueryRequest, received: Received, response: ServerResponse) {
  const { engine } = parts;
  const settings = settingsOf(query.params);
  const sql = received.kind === 'insert' ? received.statement : received.sql;
  const parameter = missingParameter(sql, settings);
  if (parameter !== undefined) {
    const text = `Substitution \`${parameter}\` is not set.`;
    return sendException(response, exception(456, 'UNKNOWN_QUERY_PARAMETER', text, engine.version));
  }
  const connection = await parts.connections.acquire();
  let ending: Ending = 'ended';
  try {
    await connection.prepare(query.database, settings);
    if (response.destroyed) return;
    ending = await execute(engine, connection, query, received, response);
  } catch (error) {
    sendException(response, exceptionOf(error, engine.version));
  } finally {
    if (ending === 'stuck') await connection.abandon();
    else await connection.release(leavesState(received, settings, engine));
  }
}

/** A `readonly` setting cannot be undone either: nothing may be set any more. */
function leavesState(received: Received, settings: ReadonlyMap<string, string>, engine: Engine): boolean {
  if (settings.has('readonly')) return true;
  if (received.kind === 'insert') return false;
  const statement = readStatement(received.sql, engine.formats);
  return 'leavesState' in statement && statement.leavesState;
}

function isGreeting(request: IncomingMessage, url: URL): boolean {
  return request.method === 'GET' && url.pathname === '/' && !url.searchParams.has('query');
}
