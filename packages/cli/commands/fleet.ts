import { readFleet, readRising } from '@bellwether/clickhouse';
import {
  dayOf,
  FLEET_METRICS,
  type FleetMetric,
  type FleetRow,
  type FleetSplit,
  fleetMetricById,
  type Instant,
} from '@bellwether/domain';
import { type Command, Option } from 'commander';
import { monthsUpTo } from '../look/fleet-months.ts';
import { fleetJson, metricTable, overviewTable } from '../look/fleet-tables.ts';
import { printRising } from '../look/rising-table.ts';
import { frozenAtOf } from '../look/tenant-as-of.ts';
import { usageError } from '../output/cli-error.ts';
import { note, print, printJson } from '../output/print.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { instantOf } from './accounts.ts';
import { dayOption, positiveInteger, tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly asOf?: Instant;
  readonly months?: number;
  readonly by: FleetSplit;
  readonly json?: boolean;
}

/** Not a metric by month: what befalls many accounts at once. */
const RISING = 'rising';
const MONTHS = 6;
const MONTHS_MAX = 120;

export function registerFleet(program: Command): void {
  program
    .command('fleet')
    .description('Numbers of all customers together, by month: churn, renewals, retention, cost and value')
    .argument('[metric]', 'one of those below, with what it is made of; left out: all of them')
    .requiredOption('--tenant <id>', 'whose customers', tenantOption)
    .option(
      '--as-of <day>',
      'as of the close of a UTC day (default: where the tenant is frozen, else now)',
      dayOption,
    )
    .option('--months <n>', `how many months (default: ${MONTHS}; 1 by account)`, positiveInteger)
    .addOption(
      new Option('--by <split>', 'of whom each line is')
        .choices(['tenant', 'segment', 'account'])
        .default('tenant'),
    )
    .option(
      '--json',
      '[{ metric, month, segment?, account?, value, reason, unit, parts }]; value null: see reason',
    )
    .addHelpText(
      'after',
      `
Metrics:
${FLEET_METRICS.map(({ id, question }) => `  ${id.padEnd(26)} ${question}`).join('\n')}
  ${RISING.padEnd(26)} What befalls more accounts than usual, and whom has it not reached yet?

Money is in the tenant's base currency (config/rates.yaml); spend comes from config/costs.yaml. The last month is the
running one, as it stands. (nobody) is spend in a month without customers to bear it; – is nothing to divide by, and
"not told" needs spend or a margin that the tenant has none of in config/costs.yaml.

Examples:
  npx bellwether fleet --tenant demo
  npx bellwether fleet nrr --tenant demo --by segment --months 12
  npx bellwether fleet lifetime-value --tenant demo --by account --json
  npx bellwether fleet rising --tenant demo   (--json: [{ kind, subject, affected, usual, chance, notYet, mrrNotYet }])`,
    )
    .action(async (id: string | undefined, options: Options) => {
      if (id === RISING) return showRising(options);
      const metrics = id === undefined ? FLEET_METRICS : [metricNamed(id)];
      const rows = await read(metrics, options);
      warnOfMissingRates(rows);
      const byId = new Map(metrics.map((metric) => [metric.id, metric]));
      if (options.json)
        return printJson(rows.map((row) => fleetJson(byId.get(row.metric)!, row, options.by)));
      if (rows.length === 0) return print('No contract had begun by then.');
      const [metric] = metrics;
      print(
        id === undefined ? overviewTable(metrics, rows, options.by) : metricTable(metric!, rows, options.by),
      );
      if (id !== undefined) print(`\n${metric!.question}\n${metric!.formula}`);
    });
}

async function showRising({ tenant, asOf: asked, json = false, months, by }: Options): Promise<void> {
  if (months !== undefined || by !== 'tenant')
    throw usageError('rising compares fortnights: leave --months and --by out.');
  const { answer, asOf } = await withClickHouse(async (client) => {
    const instant = instantOf(asked, await frozenAtOf(client, tenant));
    return { asOf: instant, answer: await readRising(client, tenant, instant) };
  });
  if (answer.kind === 'too-little-history') {
    note('Nothing is usual yet: of no source is there as much as eight weeks before the last fortnight.');
    if (json) printJson([]);
    return;
  }
  if (answer.rising.some(({ mrrNotYet }) => mrrNotYet === null)) note(NO_RATE);
  if (answer.unjudged.length > 0)
    note(`Not judged, for want of eight weeks before the last fortnight: ${answer.unjudged.join(', ')}.`);
  if (json) return printJson(answer.rising);
  note(`${tenant}, as of ${dayOf(asOf)}`);
  if (answer.rising.length === 0) return print('Nothing befalls more accounts than chance explains.');
  printRising(answer.rising);
}

function metricNamed(id: string): FleetMetric {
  const metric = fleetMetricById(id);
  if (metric) return metric;
  const known = [...FLEET_METRICS.map((m) => m.id), RISING].join(', ');
  throw usageError(`There is no fleet metric ${id}.`, `There are: ${known}.`);
}

async function read(metrics: readonly FleetMetric[], options: Options): Promise<FleetRow[]> {
  const months = options.months ?? (options.by === 'account' ? 1 : MONTHS);
  if (months > MONTHS_MAX) throw usageError(`--months is at most ${MONTHS_MAX}.`);
  return withClickHouse(async (client) => {
    const asOf = instantOf(options.asOf, await frozenAtOf(client, options.tenant));
    const asked = { tenant: options.tenant, asOf, ...monthsUpTo(asOf, months) };
    const all = await readFleet(client, metrics, options.by, asked);
    const rows = options.by === 'tenant' ? all : all.filter(hasSomething);
    if (!options.json) note(`${options.tenant}, as of ${dayOf(asOf)}`);
    return rows;
  });
}

/** A segment that nobody is in any more, or nobody with no spend to bear, is a line of zeros. */
function hasSomething({ value, reason, parts }: FleetRow): boolean {
  return value !== null || reason === 'no-rate' || parts.some((part) => part !== null && part !== 0);
}

function warnOfMissingRates(rows: readonly FleetRow[]): void {
  const unrated = [...new Set(rows.filter(({ reason }) => reason === 'no-rate').map(({ metric }) => metric))];
  if (unrated.length === 0) return;
  note(`${NO_RATE} Affected: ${unrated.join(', ')}.`);
}

const NO_RATE =
  'warning: some money has no exchange rate, and what it is part of has no value. ' +
  'Add the currency to config/rates.yaml and run `npx bellwether migrate`.';
