import type { Instant } from '@bellwether/domain';
import type { Command } from 'commander';
import { readingText, valueText } from '../indicators/words.ts';
import { type AccountReading, readAccount } from '../look/reading.ts';
import { readTenantView } from '../look/tenant-view.ts';
import { print, printJson } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { indicatorNamed, indicatorsHere } from '../stack/indicators.ts';
import { currencyHere } from '../stack/money.ts';
import { instantOf } from './accounts.ts';
import { dayOption, tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly asOf?: Instant;
  readonly indicator?: string;
  readonly json?: boolean;
}

export function registerValue(indicators: Command): void {
  indicators
    .command('value')
    .description('What every indicator says of an account, and why some say nothing')
    .argument('<account>', 'the accountId')
    .requiredOption('--tenant <id>', 'whose customer', tenantOption)
    .option(
      '--as-of <day>',
      'as of the close of a UTC day (default: where the tenant is frozen, else now)',
      dayOption,
    )
    .option('--indicator <id>', 'only this one')
    .option(
      '--json',
      '[{ indicator, title, group, value, unit, text, health, reason, items: [{ item, because, amount }] | null }]',
    )
    .addHelpText(
      'after',
      `
No value is not 0: nothing was ever seen, too little is known, nothing was heard lately, or it cannot be asked. What is
counted, such as logins, goes silent at 0.

Examples:
  npx bellwether indicators value amber-bank --tenant demo
  npx bellwether indicators value amber-bank --tenant demo --indicator nps --as-of 2026-06-30`,
    )
    .action(async (accountId: string, options: Options) => {
      const { readings, asOf } = await read(accountId, options);
      const currency = currencyHere(options.tenant);
      if (options.json) return printJson(readings.map((reading) => readingJson(reading, currency)));
      printReadings(readings, currency);
      print(`\n${accountId} of ${options.tenant} as of ${new Date(asOf).toISOString()}`);
    });
}

async function read(
  accountId: string,
  options: Options,
): Promise<{ readings: AccountReading[]; asOf: Instant }> {
  const all = indicatorsHere();
  const asked = options.indicator === undefined ? all : [indicatorNamed(options.indicator, all)];
  return withClickHouse(async (client) => {
    const view = await readTenantView(client, options.tenant, all);
    const asOf = instantOf(options.asOf, view.frozenAt);
    return { readings: await readAccount(client, view, accountId, asOf, asked), asOf };
  });
}

function readingJson({ indicator, value, reason, health, items }: AccountReading, currency: string) {
  const { id, title, group, unit } = indicator;
  const text = readingText({ value, reason }, indicator, currency);
  return { indicator: id, title, group, value, unit, text, health, reason, items };
}

function printReadings(readings: readonly AccountReading[], currency: string): void {
  print(
    renderTable(
      [{ title: 'GROUP' }, { title: 'INDICATOR' }, { title: 'VALUE' }, { title: 'HEALTH', align: 'right' }],
      readings.map(({ indicator, value, reason, health }) => [
        indicator.group,
        indicator.id,
        value === null
          ? `– ${readingText({ value, reason }, indicator, currency)}`
          : valueText(value, indicator.unit, currency),
        health === null ? null : health.toFixed(0),
      ]),
    ),
  );
  for (const { indicator, items } of readings) {
    if (!items || items.length === 0) continue;
    print(`\n${indicator.title}:`);
    for (const { item, because, amount } of items) {
      print(`  ${amount === null ? '' : `${amount.toLocaleString('en-GB')}  `}${item}: ${because}`);
    }
  }
}
