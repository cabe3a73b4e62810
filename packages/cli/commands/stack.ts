import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { down, isAlive, reset, status, up } from '@bellwether/local-stack';
import type { Command } from 'commander';
import { CliError } from '../output/cli-error.ts';
import { note, print, printJson } from '../output/print.ts';
import { stackProgress } from '../output/stack-progress.ts';
import { renderTable } from '../output/table.ts';
import { stateDir } from '../stack/project.ts';
import { type ServiceHealth, serviceHealth } from '../stack/service-health.ts';
import { readRunRecord } from '../stack/service-record.ts';
import { endLeftServices } from '../start/claim.ts';

export function registerStack(program: Command): void {
  const stack = program
    .command('stack')
    .description('Kafka, the schema registry and ClickHouse on this machine')
    .addHelpText(
      'after',
      `
Taken in this order: addresses from KAFKA_BROKERS, SCHEMA_REGISTRY_URL and CLICKHOUSE_URL; Docker, if an engine
answers; else native processes. Data and logs are in .bellwether/.

Example:
  npx bellwether stack up && npx bellwether migrate`,
    );
  stack
    .command('up')
    .description('Start it; it goes on until `stack down`')
    .option('--json', '{ kafka: { brokers }, schemaRegistry: { url }, clickhouse: { url }, source, started }')
    .addHelpText('after', '\nExample:\n  npx bellwether stack up')
    .action(async (options: { json?: boolean }) => {
      const progress = stackProgress();
      const running = await up({ dir: stateDir(), log: note, onProgress: progress.on }).finally(
        progress.done,
      );
      if (options.json) return printJson(running);
      print(`${running.started ? 'Started' : 'Already up'} (${running.source}).`);
      printAddresses(running);
      print('Next: npx bellwether migrate');
    });
  stack
    .command('status')
    .description('Whether everything that runs is ready (exit code 0) or not (1)')
    .option(
      '--json',
      '{ kafka: { brokers }, schemaRegistry: { url }, clickhouse: { url }, services: [{ name, ready }] }',
    )
    .addHelpText('after', '\nExample:\n  npx bellwether stack status --json')
    .action(showStatus);
  stack
    .command('down')
    .description('Stop it; the data stay')
    .addHelpText('after', '\nExample:\n  npx bellwether stack down')
    .action(async () => {
      await freeOfServices('stop it');
      print((await down(stateDir())) ? 'Stopped. The data stay.' : 'Nothing was up.');
    });
  stack
    .command('reset')
    .description('Stop it and remove all data, logs and keys')
    .addHelpText('after', '\nExample:\n  npx bellwether stack reset')
    .action(async () => {
      await freeOfServices('remove its data');
      await reset(stateDir());
      for (const part of ['demo.json', 'services.json', 'rejects', 'logs', 'keys']) {
        rmSync(join(stateDir(), part), { recursive: true, force: true });
      }
      print('Removed. The next start begins with nothing.');
    });
}

async function showStatus(options: { json?: boolean }): Promise<void> {
  const [stack, services] = await Promise.all([status(stateDir()), serviceHealth()]);
  if (!stack) {
    throw new CliError('No stack is up.', {
      remedy: 'Start one with `npx bellwether stack up`, or everything with `npm start`.',
    });
  }
  const { kafka, schemaRegistry, clickhouse, source, ready } = stack;
  if (options.json) printJson({ kafka, schemaRegistry, clickhouse, source, ready, services });
  else printStatus(stack, services);
  const unready = [
    ...Object.entries(ready),
    ...services.map((service) => [service.name, service.ready] as const),
  ]
    .filter(([, isReady]) => !isReady)
    .map(([name]) => name);
  if (unready.length > 0) {
    throw new CliError(`Not ready: ${unready.join(', ')}.`, {
      remedy: 'Their logs are in .bellwether/logs/.',
    });
  }
}

type Status = NonNullable<Awaited<ReturnType<typeof status>>>;

function printStatus(
  { kafka, schemaRegistry, clickhouse, ready }: Status,
  services: readonly ServiceHealth[],
): void {
  const word = (isReady: boolean) => (isReady ? 'ready' : 'not ready');
  print(
    renderTable(
      [{ title: 'PART' }, { title: 'STATE' }, { title: 'WHERE' }],
      [
        ['kafka', word(ready.kafka), kafka.brokers.join(', ')],
        ['schema registry', word(ready.schemaRegistry), schemaRegistry.url],
        ['clickhouse', word(ready.clickhouse), clickhouse.url],
        ...services.map((service) => [service.name, word(service.ready), '']),
      ],
    ),
  );
}

function printAddresses({
  kafka,
  schemaRegistry,
  clickhouse,
}: Pick<Status, 'kafka' | 'schemaRegistry' | 'clickhouse'>): void {
  print(`  Kafka            ${kafka.brokers.join(', ')}`);
  print(`  Schema registry  ${schemaRegistry.url}`);
  print(`  ClickHouse       ${clickhouse.url}`);
}

/** Services that a killed start left behind go with the stack; those of a living one are its own to stop. */
async function freeOfServices(what: string): Promise<void> {
  const run = readRunRecord();
  if (!run) return;
  if (!isAlive(run.owner)) return endLeftServices(run.services, note);
  throw new CliError(`\`bellwether start\` (process ${run.owner.pid}) uses the stack.`, {
    remedy: `Stop it first (Ctrl-C there, or kill ${run.owner.pid}), then ${what}.`,
  });
}
