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

/** Runs what was received on a connection prepared for it, and answers. */
export async function execute(
  engine: Engine,
  connection: Connection,
  request: QueryRequest,
  received: Received,
  response: ServerResponse,
): Promise<void> {
  if (received.kind === 'insert') {
    if (request.readOnly) return sendException(response, readOnlyException(engine));
    const result = await connection.session.queryAsync(received.sql, { format: HTTP_DEFAULT_FORMAT });
    return sendAll(response, new Uint8Array(0), request, summaryOf(result, result.rowsRead));
  }
  const statement = readStatement(received.sql, engine.formats);
  if ('refused' in statement) {
    return sendException(
      response,
      exception(statement.code, statement.type, statement.refused, engine.version),
    );
  }
  if (request.readOnly && statement.writes) return sendException(response, readOnlyException(engine));
  const format = statement.format ?? request.defaultFormat ?? HTTP_DEFAULT_FORMAT;
  response.setHeader('X-ClickHouse-Format', engine.formats.find(format) ?? format);
  response.setHeader('Content-Type', engine.formats.contentType(format));
  if (statement.writeTo !== undefined) {
    return await stream(engine, connection, request, statement, format, response);
  }
  const result = await connection.session.queryAsync(statement.sql, { format });
  sendAll(response, result.bytes(), request, summaryOf(result, 0));
}

async function stream(
  engine: Engine,
  { session, outlet }: Connection,
  request: QueryRequest,
  statement: Statement,
  format: string,
  response: ServerResponse,
): Promise<void> {
  const mark = `/* ${randomUUID()} */`;
  const { bytes, finish } = outlet.open();
  const settled = new AbortController();
  const leave = () => void cancelUntil(settled.signal, () => engine.cancel(mark));
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
  await sendStream(response, bytes, outcome, request);
  // The pipe is free for the next request only when the engine has let go of it.
  await outcome;
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
