import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChdbResult } from 'chdb';
import type { Connection } from './connections.ts';
import type { Engine } from './engine.ts';
import { type Exception, exception, exceptionOf } from './exceptions.ts';
import { quoteText } from './quote.ts';
import type { Received } from './receive.ts';
import type { QueryRequest } from './request.ts';
import { type Summary, sendAll, sendException, sendStream } from './respond.ts';
import { readStatement, type Statement } from './statement.ts';

const HTTP_DEFAULT_FORMAT = 'TabSeparated';
const READONLY = 164;
const CANCEL_AGAIN_AFTER_MS = 200;
/** The engine sometimes leaves a cancelled query waiting for ever when another begins at that moment. */
const GIVE_UP_AFTER_MS = 3_000;

/** `stuck`: the client has gone, and the query was cancelled and does not end. */
export type Ending = 'ended' | 'stuck';

/** Runs what was received on a connection prepared for it, and answers. */
export async function execute(
  engine: Engine,
  connection: Connection,
  request: QueryRequest,
  received: Received,
  response: ServerResponse,
): Promise<Ending> {
  const refuse = (why: Exception): Ending => {
    sendException(response, why);
    return 'ended';
  };
  if (received.kind === 'insert') {
    if (request.readOnly) return refuse(readOnlyException(engine));
    const result = await connection.session.queryAsync(received.sql, { format: HTTP_DEFAULT_FORMAT });
    sendAll(response, new Uint8Array(0), request, summaryOf(result, result.rowsRead));
    return 'ended';
  }
  const statement = readStatement(received.sql, engine.formats);
  if ('refused' in statement) {
    return refuse(exception(statement.code, statement.type, statement.refused, engine.version));
  }
  if (request.readOnly && statement.writes) return refuse(readOnlyException(engine));
  const format = statement.format ?? request.defaultFormat ?? HTTP_DEFAULT_FORMAT;
  response.setHeader('X-ClickHouse-Format', engine.formats.find(format) ?? format);
  response.setHeader('Content-Type', engine.formats.contentType(format));
  if (statement.writeTo !== undefined) {
    return await stream(engine, connection, request, statement, format, response);
  }
  const result = await connection.session.queryAsync(statement.sql, { format });
  sendAll(response, result.bytes(), request, summaryOf(result, 0));
  return 'ended';
}

async function stream(
  engine: Engine,
  { session, outlet }: Connection,
  request: QueryRequest,
  statement: Statement,
  format: string,
  response: ServerResponse,
): Promise<Ending> {
  const mark = `/* ${randomUUID()} */`;
  const { bytes, finish } = outlet.open();
  const settled = new AbortController();
  const stuck = Promise.withResolvers<Ending>();
  const leave = () => {
    void cancelUntil(settled.signal, () => engine.cancel(mark));
    const giveUp = setTimeout(() => stuck.resolve('stuck'), GIVE_UP_AFTER_MS);
    settled.signal.addEventListener('abort', () => clearTimeout(giveUp));
  };
  response.once('close', leave);
  // While the request waited for a connection its client may have gone already.
  if (response.closed) leave();
  const outcome: Promise<Summary | Exception> = session
    .queryAsync(`${mark} ${statement.writeTo!(quoteText(outlet.path), format)}`)
    .then((result) => summaryOf(result, 0))
    .catch((error) => exceptionOf(error, engine.version))
    .finally(() => {
      response.off('close', leave);
      settled.abort();
      finish();
    });
  const ended = async (): Promise<Ending> => {
    await sendStream(response, bytes, outcome, request);
    // The pipe is free for the next request only when the engine has let go of it.
    await outcome;
    return 'ended';
  };
  return await Promise.race([ended(), stuck.promise]);
}

/**
 * A query whose client has gone would go on to its end, holding a connection. It may not have begun when
 * the client goes, and what has not begun cannot be cancelled: so more than once.
 */
async function cancelUntil(settled: AbortSignal, cancel: () => Promise<void>): Promise<void> {
  while (!settled.aborted) {
    await cancel().catch(() => undefined);
    await pause(CANCEL_AGAIN_AFTER_MS, undefined, { signal: settled }).catch(() => undefined);
  }
}

function readOnlyException(engine: Engine): Exception {
  const text =
    'Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly. ' +
    'You should use method POST for modifying queries.';
  return exception(READONLY, 'READONLY', text, engine.version);
}

function summaryOf(result: ChdbResult, writtenRows: number): Summary {
  return {
    readRows: result.rowsRead,
    readBytes: result.bytesRead,
    writtenRows,
    elapsedNs: Math.round(result.elapsed * 1e9),
  };
}
