import { join } from 'node:path';
import { CliError } from '../output/cli-error.ts';
import { trackCollisions } from './collisions.ts';
import { mappedColumns } from './mapped-columns.ts';
import type { ImportedFile, Mapping } from './mapping.ts';
import { formatOf, readRows } from './read-rows.ts';
import type { Row } from './row.ts';
import type { ImportedSignal, Transformed } from './transform.ts';

/** A row that did not arrive, as the reject file holds it. */
export interface Reject {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
  /** The row's columns, or its raw text where it could not be read. */
  readonly row: Row | string;
}

/** `read` is always `accepted` + `rejected`, in rows; `signals` counts what was sent, per topic. */
export interface ImportCounts {
  read: number;
  accepted: number;
  rejected: number;
  readonly signals: Record<string, number>;
  /** Distinct facts per topic: `signals` without identical copies. */
  distinct: Readonly<Record<string, number>>;
  readonly accounts: Set<string>;
}

export interface ImportRowsOptions {
  readonly mapping: Mapping;
  readonly folder: string;
  readonly transform: (file: ImportedFile, row: Row) => Transformed;
  /** Resolves once the signals are safe; called with at most {@link SIGNALS_PER_BATCH} and a row's worth. */
  readonly send: (signals: readonly ImportedSignal[]) => Promise<void>;
  readonly reject: (reject: Reject) => void;
  readonly onBytes?: (file: string, count: number) => void;
  readonly onRows?: (counts: ImportCounts) => void;
}

const SIGNALS_PER_BATCH = 5_000;

/** Streams every row of every file through the mapping. Throws only when a file cannot be read or sending fails. */
export async function importRows(options: ImportRowsOptions): Promise<ImportCounts> {
  const collisions = trackCollisions();
  const counts: ImportCounts = {
    read: 0,
    accepted: 0,
    rejected: 0,
    signals: {},
    distinct: collisions.distinct(),
    accounts: new Set(),
  };
  let pending: ImportedSignal[] = [];
  const flush = async () => {
    const batch = pending;
    pending = [];
    if (batch.length > 0) await options.send(batch);
    options.onRows?.(counts);
  };
  const refuse = (reject: Reject) => {
    counts.rejected += 1;
    options.reject(reject);
  };

  for (const file of options.mapping.files) {
    for await (const read of rowsOf(file, options)) {
      counts.read += 1;
      const { at } = read;
      if (read.kind === 'broken') {
        refuse({ file: at.file, line: at.line, reason: read.at.reason, row: read.at.raw });
        continue;
      }
      const { row } = read.at;
      const outcome = options.transform(file, row);
      const problem =
        outcome.kind === 'rejected'
          ? outcome.reason
          : collisions.claim(outcome.signals, `${at.file}:${at.line}`);
      if (outcome.kind === 'rejected' || problem !== null) {
        refuse({ file: at.file, line: at.line, reason: problem ?? '', row });
        continue;
      }
      counts.accepted += 1;
      for (const made of outcome.signals) {
        counts.signals[made.topic] = (counts.signals[made.topic] ?? 0) + 1;
        counts.accounts.add(made.signal.accountId);
        pending.push(made);
      }
      if (pending.length >= SIGNALS_PER_BATCH) await flush();
    }
  }
  await flush();
  return counts;
}

function rowsOf(file: ImportedFile, options: ImportRowsOptions) {
  const path = join(options.folder, file.file);
  const wanted = mappedColumns(file);
  return readRows(path, file, {
    onBytes: (count) => options.onBytes?.(file.file, count),
    onHeader: (columns) => {
      const absent = wanted.filter((column) => !columns.includes(column));
      if (absent.length === 0) return;
      throw new CliError(`${file.file} (${formatOf(file)}) lacks columns that its mapping reads.`, {
        details: absent.map((column) => `no column '${column}'; there is ${columns.join(', ')}`),
        remedy: 'Correct the names in the mapping, or import the files it was written for.',
      });
    },
  });
}
