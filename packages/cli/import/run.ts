import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouse } from '@bellwether/clickhouse';
import type { Instant, Tenant } from '@bellwether/domain';
import type { NextOffset } from '@bellwether/kafka';
import { CliError, messageOf } from '../output/cli-error.ts';
import { progressBar } from '../output/progress.ts';
import type { Log } from '../stack/kafka.ts';
import { signalCheck } from './check-signal.ts';
import { type ImportCounts, importRows } from './import-rows.ts';
import { loadLookups } from './lookups.ts';
import type { Mapping } from './mapping.ts';
import { receivedAtOf } from './received-at.ts';
import type { RejectFile } from './rejects.ts';
import { type ImportSession, openImportSession } from './session.ts';
import { createTransform } from './transform.ts';
import { waitWithProgress } from './wait.ts';

export interface RunImport {
  readonly mapping: Mapping;
  readonly mappingPath: string;
  readonly folder: string;
  /** The files in it: see {@link inputFiles}. */
  readonly inputs: readonly string[];
  readonly tenantId: string;
  readonly asOf: Instant | undefined;
  readonly rejects: RejectFile;
  readonly wait: boolean;
  readonly now: () => Instant;
}

export interface ImportResult {
  readonly counts: ImportCounts;
  readonly asOf: Instant | null;
  /** Signals of this import that the pipeline refused; null when it was not waited for. */
  readonly deadLettered: number | null;
}

/** An import from its first row to facts that can be queried. A CliError says what stopped it. */
export async function runImport(
  run: RunImport,
  { log, codec }: Log,
  client: ClickHouse,
): Promise<ImportResult> {
  const startedAt = run.now();
  const lookups = await loadLookups(run.mapping, run.folder);
  const session = await openImportSession({
    log,
    codec,
    tenantId: run.tenantId,
    asOf: run.asOf,
    now: run.now,
  });
  try {
    const transform = createTransform({
      mapping: run.mapping,
      tenantId: run.tenantId,
      receivedAt: receivedAtOf([run.mappingPath, ...run.inputs], startedAt),
      lookups,
      check: signalCheck({ asOf: session.asOf ?? startedAt, now: startedAt }),
    });
    const counts = await streamRows(run, transform, session).catch((cause: unknown) => {
      throw unfinished(cause);
    });
    const ended = await session.end();
    if (run.wait) await waitWithProgress({ log, client, ended });
    const deadLettered = run.wait ? await deadLettersOf(client, session.begins, ended) : null;
    return { counts, asOf: session.asOf, deadLettered };
  } finally {
    await session.close();
  }
}

async function streamRows(
  { mapping, folder, rejects }: RunImport,
  transform: ReturnType<typeof createTransform>,
  session: ImportSession,
): Promise<ImportCounts> {
  const total = mapping.files.reduce((sum, { file }) => sum + statSync(join(folder, file)).size, 0);
  const bar = progressBar('reading', total);
  let bytes = 0;
  let current = '';
  try {
    return await importRows({
      mapping,
      folder,
      transform,
      send: (signals) => session.send(signals),
      reject: (reject) => rejects.write(reject),
      onBytes: (file, count) => {
        bytes += count;
        current = file;
      },
      onRows: ({ read }) => bar.set(bytes, `${read} rows  ${current}`),
    });
  } finally {
    bar.stop();
  }
}

/** The tenant's letters between where the import began and where it ended. */
async function deadLettersOf(
  client: ClickHouse,
  begins: readonly NextOffset[],
  { tenantId, importEnds }: Tenant,
): Promise<number> {
  const began = new Map(begins.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset]));
  const spans = importEnds.map(({ topic, partition, offset }) => {
    const place = `${topic}/${partition}`;
    return { place, from: Number(began.get(place) ?? 0n), to: Number(offset) };
  });
  // Array elements count from 1; the one at 0, of a partition not named, is 0.
  const [row] = await client.rows<{ letters: number }>(
    `WITH indexOf({places:Array(String)}, concat(topic, '/', toString(partition))) AS at
     SELECT toUInt32(count()) AS letters FROM dead_letters FINAL
     WHERE tenant_id = {tenant:String} AND offset >= {from:Array(Int64)}[at] AND offset < {to:Array(Int64)}[at]`,
    {
      params: {
        tenant: tenantId,
        places: spans.map(({ place }) => place),
        from: spans.map(({ from }) => from),
        to: spans.map(({ to }) => to),
      },
    },
  );
  return row?.letters ?? 0;
}

/** The files that the mapping names, in the folder. @throws CliError where there is no such folder, or it lacks some */
export function inputFiles(mapping: Mapping, folder: string): string[] {
  let present: string[];
  try {
    present = readdirSync(folder);
  } catch (cause) {
    throw new CliError(`The folder ${folder} cannot be read.`, { details: [messageOf(cause)] });
  }
  const named = new Set([...mapping.files, ...Object.values(mapping.lookups)].map(({ file }) => file));
  const absent = [...named].filter((file) => !present.includes(file));
  if (absent.length === 0) return [...named].map((file) => join(folder, file));
  throw new CliError(`The folder ${folder} lacks files that the mapping names.`, {
    details: absent.map((file) => `no ${file}; there is ${present.slice(0, 10).join(', ') || 'nothing'}`),
  });
}

function unfinished(cause: unknown): unknown {
  if (cause instanceof CliError) return cause;
  return new CliError('The import stopped before its end.', {
    cause,
    remedy: 'Run it again: what has arrived is not doubled. Nothing is published for the tenant until then.',
  });
}
