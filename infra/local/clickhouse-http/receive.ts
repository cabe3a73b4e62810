import type { FormatNames } from './formats.ts';
import { findDataInsert } from './insert.ts';
import { quoteText } from './quote.ts';
import type { SpoolFile } from './spool.ts';

/** What a request asks for: a statement, or an insert whose data lie in a file by now. */
export type Received =
  | { kind: 'statement'; sql: string }
  | { kind: 'insert'; sql: string; statement: string; file: SpoolFile };

/** The statement before its data has to fit, as in a server (`max_query_size`). */
const HEAD_BYTES_MAX = 262_144;

/**
 * Reads a request's query, which may begin in the URL and go on in the body. Everything behind an
 * INSERT's FORMAT or VALUES goes straight to a file, so that bulk data never become JavaScript text.
 */
export async function receive(
  urlQuery: string,
  body: AsyncIterable<Buffer>,
  formats: FormatNames,
  createFile: () => SpoolFile,
): Promise<Received> {
  const chunks: Buffer[] = urlQuery === '' ? [] : [Buffer.from(`${urlQuery}\n`)];
  const source = body[Symbol.asyncIterator]();
  let bytes = chunks[0]?.length ?? 0;
  let ended = false;
  while (bytes < HEAD_BYTES_MAX && !ended) {
    const next = await source.next();
    ended = next.done === true;
    if (next.done !== true) bytes += chunks.push(next.value) > 0 ? next.value.length : 0;
  }
  const head = Buffer.concat(chunks);
  const found = findDataInsert(head.toString('latin1', 0, HEAD_BYTES_MAX), formats);
  if (found === undefined) {
    const rest: Buffer[] = [head];
    while (!ended) {
      const next = await source.next();
      ended = next.done === true;
      if (next.done !== true) rest.push(next.value);
    }
    return { kind: 'statement', sql: Buffer.concat(rest).toString() };
  }
  const file = createFile();
  try {
    file.write(head.subarray(found.dataStart));
    while (!ended) {
      const next = await source.next();
      ended = next.done === true;
      if (next.done !== true) file.write(next.value);
    }
    file.close();
  } catch (error) {
    file.remove();
    throw error;
  }
  const sql = Buffer.from(found.readFrom(latin1(quoteText(file.path))), 'latin1').toString();
  return { kind: 'insert', sql, statement: head.toString('utf8', 0, found.dataStart), file };
}

/** UTF-8 bytes as one character each, the text the statement was read in. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
