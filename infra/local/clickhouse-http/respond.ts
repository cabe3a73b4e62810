import type { ServerResponse } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import type { Exception } from './exceptions.ts';

/** How an answer is to be sent. */
export interface Manner {
  gzip: boolean;
  waitEndOfQuery: boolean;
}

/** The engine's figures for a query, as the `X-ClickHouse-Summary` header has them. */
export interface Summary {
  readRows: number;
  readBytes: number;
  writtenRows: number;
  elapsedNs: number;
}

/** Until so much has come, an error still gets a status of its own (a server buffers as much). */
const HELD_BYTES_MAX = 1_048_576;
const GZIP_LEVEL = 3;

/** An answer that is there as a whole. */
export function sendAll(
  response: ServerResponse,
  body: Uint8Array,
  { gzip }: Manner,
  summary: Summary,
): void {
  response.setHeader('X-ClickHouse-Summary', summaryHeader(summary));
  const bytes = gzip ? gzipSync(body, { level: GZIP_LEVEL }) : body;
  if (gzip) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

export function sendException(response: ServerResponse, { code, message, status }: Exception): void {
  response.removeHeader('X-ClickHouse-Format');
  response.writeHead(status, {
    'X-ClickHouse-Exception-Code': code,
    'Content-Type': 'text/plain; charset=UTF-8',
  });
  response.end(message);
}

/**
 * Passes a result on as the engine writes it, no faster than the client reads. An error in the first
 * part becomes an exception; later it can only break the answer off, its text at the end.
 */
export async function sendStream(
  response: ServerResponse,
  bytes: Readable,
  outcome: Promise<Summary | Exception>,
  manner: Manner,
): Promise<void> {
  const heldMax = manner.waitEndOfQuery ? Number.POSITIVE_INFINITY : HELD_BYTES_MAX;
  const held: Buffer[] = [];
  let heldBytes = 0;
  let sink: Writable | undefined;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    // Read on when the client has gone: an engine that waits for a reader cannot be cancelled.
    if (response.destroyed) continue;
    if (sink === undefined) {
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes <= heldMax) continue;
      sink = openSink(response, manner);
      for (const first of held.splice(0)) sink.write(first);
    } else if (!sink.write(chunk)) {
      await drainedOrGone(sink, response);
    }
  }
  const result = await outcome;
  if (response.destroyed) return;
  if ('code' in result) {
    if (sink === undefined) sendException(response, result);
    else response.write(`\n${result.message}`, () => response.destroy());
  } else if (sink === undefined) sendAll(response, Buffer.concat(held), manner, result);
  else sink.end();
}

function drainedOrGone(sink: Writable, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      sink.off('drain', done);
      response.off('close', done);
      resolve();
    };
    sink.once('drain', done);
    response.once('close', done);
  });
}

function openSink(response: ServerResponse, { gzip }: Manner): Writable {
  if (!gzip) return response;
  response.setHeader('Content-Encoding', 'gzip');
  const compressor = createGzip({ level: GZIP_LEVEL });
  compressor.pipe(response);
  return compressor;
}

function summaryHeader({ readRows, readBytes, writtenRows, elapsedNs }: Summary): string {
  return JSON.stringify({
    read_rows: String(readRows),
    read_bytes: String(readBytes),
    written_rows: String(writtenRows),
    written_bytes: '0',
    total_rows_to_read: '0',
    result_rows: String(writtenRows),
    result_bytes: '0',
    elapsed_ns: String(elapsedNs),
  });
}
