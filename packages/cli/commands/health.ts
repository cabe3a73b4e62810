import type { ClickHouse } from '@bellwether/clickhouse';
import { addDays, type Day, dayOf } from '@bellwether/domain';
import { plot } from 'asciichart';
import type { Command } from 'commander';
import { readTenantView } from '../look/tenant-view.ts';
import { CliError } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { instantOf } from './accounts.ts';
import { dayOption, positiveInteger, tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly asOf?: number;
  readonly days: number;
  readonly json?: boolean;
}

interface DailyHealth {
  readonly day: Day;
  readonly score: number | null;
  readonly dataScore: number | null;
  readonly humanScore: number | null;
  readonly band: string;
  readonly flags: readonly string[];
  readonly coverage: number;
}

const DEFAULT_DAYS = 60;
const CHART_ROWS = 10;

export function registerHealth(program: Command): void {
  program
    .command('health')
    .description('How the health of an account went, close by close')
    .argument('<account>', 'the accountId')
    .requiredOption('--tenant <id>', 'whose customer', tenantOption)
    .option(
      '--as-of <day>',
      'up to the close of a UTC day (default: where the tenant is frozen, else now)',
      dayOption,
    )
    .option('--days <n>', 'so many days back', positiveInteger, DEFAULT_DAYS)
    .option('--json', '[{ day, score, dataScore, humanScore, band, flags, coverage }], oldest first')
    .addHelpText(
      'after',
      `
Draws the score at each daily close; \`explain\` says what it is made of, \`explain --since\` what happened.

Example:
  npx bellwether health amber-bank --tenant demo --days 30`,
    )
    .action(async (accountId: string, options: Options) => {
      const { closes, churnedOn } = await withClickHouse(async (client) => {
        const { frozenAt } = await readTenantView(client, options.tenant);
        const last = dayOf(instantOf(options.asOf, frozenAt));
        const first = addDays(last, 1 - options.days);
        return {
          closes: await closesOf(client, options.tenant, accountId, first, last),
          churnedOn: await churnedBy(client, options.tenant, accountId, last),
        };
      });
      if (options.json) return printJson(closes);
      if (closes.length === 0) {
        throw new CliError(`No close of ${accountId} has been recorded in these ${options.days} days.`, {
          remedy: `\`npx bellwether accounts --tenant ${options.tenant}\` lists accounts; --days looks further back.`,
        });
      }
      draw(closes);
      if (churnedOn) print(`\nChurned on ${churnedOn}: what follows stands as at the close of that day.`);
    });
}

function closesOf(
  client: ClickHouse,
  tenant: string,
  account: string,
  first: Day,
  last: Day,
): Promise<DailyHealth[]> {
  return client.rows<DailyHealth>(
    `SELECT toString(h.day) AS day, score, data_score AS dataScore, human_score AS humanScore, band, flags, coverage
     FROM health_daily AS h
     WHERE tenant_id = {tenant:String} AND account_id = {account:String} AND h.day BETWEEN {first:Date} AND {last:Date}
     ORDER BY h.day`,
    { params: { tenant, account, first, last } },
  );
}

/** The day by `last` on which an account churned that has not come back since. */
async function churnedBy(
  client: ClickHouse,
  tenant: string,
  account: string,
  last: Day,
): Promise<Day | null> {
  const [row] = await client.rows<{ day: Day | null }>(
    `SELECT toString(toDate(churned_at)) AS day FROM accounts_now
     WHERE tenant_id = {tenant:String} AND account_id = {account:String} AND toDate(churned_at) <= {last:Date}`,
    { params: { tenant, account, last } },
  );
  return row?.day ?? null;
}

function draw(closes: readonly DailyHealth[]): void {
  const scores = closes.flatMap(({ score }) => score ?? []);
  if (scores.length > 0)
    print(plot(scores, { min: 0, max: 100, height: CHART_ROWS, format: (y) => y.toFixed(0).padStart(4) }));
  const without = closes.length - scores.length;
  const gaps = without > 0 ? `; ${without} without a score are left out` : '';
  print(`      ${closes[0]!.day} to ${closes.at(-1)!.day}, one column a day${gaps}`);
  print('');
  const turns = closes.filter((close, at) => differs(close, closes[at - 1]));
  print(
    renderTable(
      [
        { title: 'SINCE' },
        { title: 'BAND' },
        { title: 'SCORE', align: 'right' },
        { title: 'NUMBERS', align: 'right' },
        { title: 'PEOPLE', align: 'right' },
        { title: 'FLAGS' },
      ],
      turns.map((c) => [c.day, c.band, c.score, c.dataScore, c.humanScore, c.flags.join(', ')]),
    ),
  );
}

/** A day worth a row: another band, or other flags, than the day before. */
function differs(close: DailyHealth, before: DailyHealth | undefined): boolean {
  return before === undefined || close.band !== before.band || close.flags.join() !== before.flags.join();
}
