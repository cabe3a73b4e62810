import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { messageOf } from '../output/cli-error.ts';
import type { SourceFile } from './mapping.ts';
import { type BrokenRow, flatten, type SourceRow } from './row.ts';

export type ReadRow =
  | { readonly kind: 'row'; readonly at: SourceRow }
  | { readonly kind: 'broken'; readonly at: BrokenRow };

export interface ReadOptions {
  /** Called once with the header of a CSV file; throws to stop before the first row. */
  readonly onHeader?: (columns: readonly string[]) => void;
  /** Called as bytes leave the disk. */
  readonly onBytes?: (count: number) => void;
}

/** Streams the rows of a CSV or JSON-lines file; a row that cannot be read is handed on as broken, not thrown. */
export function readRows(
  path: string,
  format: SourceFile,
  options: ReadOptions = {},
): AsyncIterable<ReadRow> {
  return formatOf(format) === 'csv' ? readCsv(path, format.delimiter, options) : readJsonLines(path, options);
}

export function formatOf(file: SourceFile): 'csv' | 'jsonl' {
  return file.format ?? (/\.(jsonl|ndjson)$/.test(file.file) ? 'jsonl' : 'csv');
}

async function* readCsv(path: string, delimiter: string, options: ReadOptions): AsyncGenerator<ReadRow> {
  const file = basename(path);
  const broken: BrokenRow[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    raw: true,
    trim: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    columns: (header: string[]) => {
      options.onHeader?.(header);
      return header;
    },
    on_skip: (error, raw) => {
      broken.push({
        file,
        line: Number(error?.lines ?? 0),
        reason: messageOf(error),
        raw: String(raw ?? '').trimEnd(),
      });
      return undefined;
    },
  });
  const bytes = createReadStream(path);
  bytes.on('data', (chunk) => options.onBytes?.(chunk.length));
  bytes.on('error', (error) => parser.destroy(error));
  bytes.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>) {
    yield* broken.splice(0).map((at): ReadRow => ({ kind: 'broken', at }));
    yield { kind: 'row', at: { file, line: info.lines, row: record } };
  }
  yield* broken.splice(0).map((at): ReadRow => ({ kind: 'broken', at }));
}

async function* readJsonLines(path: string, options: ReadOptions): AsyncGenerator<ReadRow> {
  const file = basename(path);
  const bytes = createReadStream(path);
  bytes.on('data', (chunk) => options.onBytes?.(chunk.length));
  let line = 0;
  for await (const text of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    yield parseJsonLine(file, line, text);
  }
}

function parseJsonLine(file: string, line: number, text: string): ReadRow {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { kind: 'row', at: { file, line, row: flatten(value) } };
    }
    return { kind: 'broken', at: { file, line, reason: 'the line is no JSON object', raw: text } };
  } catch (error) {
    return { kind: 'broken', at: { file, line, reason: messageOf(error), raw: text } };
  }
}
