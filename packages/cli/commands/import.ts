import { join, resolve } from 'node:path';
import type { Instant } from '@bellwether/domain';
import type { Command } from 'commander';
import { loadMapping } from '../import/load-mapping.ts';
import { openRejectFile, type RejectFile } from '../import/rejects.ts';
import { type ImportResult, inputFiles, runImport } from '../import/run.ts';
import { CliError } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { withKafka } from '../stack/kafka.ts';
import { stateDir } from '../stack/project.ts';
import { begunDayOption, tenantOption } from './options.ts';

interface Options {
  readonly mapping: string;
  readonly tenant: string;
  readonly asOf?: Instant;
  readonly rejects?: string;
  readonly wait: boolean;
  readonly json?: boolean;
}

export function registerImport(program: Command): void {
  program
    .command('import')
    .description('Bring a history: files of CSV or JSON lines become signals, by a mapping')
    .argument('<folder>', 'where the files are')
    .requiredOption(
      '--mapping <file>',
      'which columns become which signals (config/mappings/mapping.schema.json)',
    )
    .requiredOption('--tenant <id>', 'whose customers these are', tenantOption)
    .option(
      '--as-of <day>',
      'look at the tenant from the end of this day on, for a history that has ended',
      begunDayOption,
    )
    .option('--rejects <file>', 'where rejected rows go (default: .bellwether/rejects/<tenant>.jsonl)')
    .option('--no-wait', 'return when the signals are in Kafka, not when the facts can be queried')
    .option('--json', '{ read, accepted, rejected, signals: { <topic>: n }, … }')
    .addHelpText(
      'after',
      `
Importing the same files again changes nothing. Rows that cannot arrive are counted, and kept with line and reason;
the exit code is 0 only if there are none.

Example:
  npx bellwether import ../data/ravenstack --mapping config/mappings/ravenstack.yaml \\
    --tenant ravenstack --as-of 2024-12-31`,
    )
    .action(async (folder: string, options: Options) => {
      const mapping = loadMapping(options.mapping);
      // Before the stack: without the files none is needed.
      const inputs = inputFiles(mapping, folder);
      const rejects = openRejectFile(
        resolve(options.rejects ?? join(stateDir(), 'rejects', `${options.tenant}.jsonl`)),
      );
      try {
        const run = {
          mapping,
          mappingPath: options.mapping,
          folder,
          inputs,
          tenantId: options.tenant,
          asOf: options.asOf,
          rejects,
          wait: options.wait,
          now: Date.now,
        };
        const result = await withClickHouse((client) => withKafka((kafka) => runImport(run, kafka, client)));
        if (options.json) printJson(asJson(options.tenant, result, rejects));
        else printSummary(options.tenant, result, rejects);
        failIfLost(result, rejects);
      } finally {
        rejects.close();
      }
    });
}

function asJson(tenant: string, { counts, asOf, deadLettered }: ImportResult, rejects: RejectFile) {
  return {
    tenant,
    asOf: asOf === null ? null : new Date(asOf).toISOString(),
    read: counts.read,
    accepted: counts.accepted,
    rejected: counts.rejected,
    signals: counts.signals,
    distinct: counts.distinct,
    accounts: counts.accounts.size,
    deadLettered,
    rejects: rejects.path,
  };
}

function printSummary(
  tenant: string,
  { counts, asOf, deadLettered }: ImportResult,
  rejects: RejectFile,
): void {
  const { read, accepted, rejected } = counts;
  print(`${read} rows read = ${accepted} accepted + ${rejected} rejected`);
  print('');
  print(
    renderTable(
      [{ title: 'TOPIC' }, { title: 'SIGNALS', align: 'right' }],
      Object.entries(counts.signals).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  );
  print('');
  const from = asOf === null ? '' : `, looked at from ${new Date(asOf).toISOString().slice(0, 10)}`;
  const stored = deadLettered === null ? 'not waited for' : 'stored and evaluated';
  print(`${counts.accounts.size} accounts of ${tenant}${from}: ${stored}.`);
  for (const [reason, rows] of rejects.reasons().slice(0, 5)) print(`rejected ${rows}: ${reason}`);
  if (deadLettered === 0 && rejected === 0) print(`Next: npx bellwether accounts --tenant ${tenant}`);
}

function failIfLost({ counts, deadLettered }: ImportResult, rejects: RejectFile): void {
  const details = [
    ...(counts.rejected > 0 ? [`${counts.rejected} rows were rejected; they are in ${rejects.path}`] : []),
    ...(deadLettered ? [`${deadLettered} signals became dead letters: SELECT * FROM dead_letters`] : []),
  ];
  if (details.length === 0) return;
  throw new CliError('Not everything arrived.', {
    details,
    remedy: 'Correct the rows or the mapping and import again: what has arrived is not doubled.',
  });
}
