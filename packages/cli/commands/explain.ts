import type { ClickHouse } from '@bellwether/clickhouse';
import { dayOf, type IndicatorsById, type IndicatorValue, type Instant } from '@bellwether/domain';
import type { Command } from 'commander';
import { readingText } from '../indicators/words.ts';
import { accountJson, contributionJson } from '../look/account-json.ts';
import { changesBetween } from '../look/changes.ts';
import { type Judged, judgeAccounts, readingStore } from '../look/judge.ts';
import { type LastChange, lastChangeOf } from '../look/last-change.ts';
import { warnOfMissingRates } from '../look/missing-rates.ts';
import { storyOf } from '../look/story.ts';
import { readTenantView } from '../look/tenant-view.ts';
import { CliError } from '../output/cli-error.ts';
import { points, print, printJson, signed } from '../output/print.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { currencyHere } from '../stack/money.ts';
import { instantOf } from './accounts.ts';
import { dayOption, tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly asOf?: Instant;
  readonly since?: Instant;
  readonly json?: boolean;
}

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('Why an account has its score: every contribution, and what changed it last')
    .argument('<account>', 'the accountId')
    .requiredOption('--tenant <id>', 'whose customer', tenantOption)
    .option(
      '--as-of <day>',
      'as of the close of a UTC day (default: where the tenant is frozen, else now)',
      dayOption,
    )
    .option('--since <day>', 'tell what happened after the close of a UTC day instead', dayOption)
    .option(
      '--json',
      '{ score, contributions: [{ indicator, value, health, weight, points }], lastChange, … }',
    )
    .addHelpText(
      'after',
      `
The points of the contributions sum to the score exactly. With --since it prints every change that was announced since
then, in sentences (with --json: [{ asOf, score, previousScore, band, changeKind, lines, findings, … }]).

Examples:
  npx bellwether explain amber-bank --tenant demo
  npx bellwether explain amber-bank --tenant demo --since 2026-01-31`,
    )
    .action(async (accountId: string, options: Options) => {
      if (options.since !== undefined) return tell(accountId, options.since, options);
      const { judged, lastChange, indicators } = await look(accountId, options);
      warnOfMissingRates([judged]);
      if (options.json) return printJson(explainJson(judged, lastChange));
      printExplanation(judged, lastChange, indicators);
    });
}

async function tell(accountId: string, since: Instant, options: Options): Promise<void> {
  const { judged, changes } = await withClickHouse(async (client) => {
    const { judged } = await lookWith(client, accountId, options);
    return { judged, changes: await changesBetween(client, judged, since, judged.verdict.asOf) };
  });
  if (options.json) return printJson(changes);
  const name = judged.live.profile.name ?? accountId;
  const from = new Date(since).toISOString().slice(0, 10);
  if (changes.length === 0) print(`Nothing about ${name} was worth telling since ${from}.`);
  for (const paragraph of storyOf(name, changes)) print(`${paragraph}\n`);
  print(
    `Today: ${points(judged.verdict.scoreTenths)} (${judged.verdict.band}). ` +
      `What it is made of: npx bellwether explain ${accountId} --tenant ${options.tenant}`,
  );
}

async function look(
  accountId: string,
  options: Options,
): Promise<{ judged: Judged; lastChange: LastChange | null; indicators: IndicatorsById }> {
  return withClickHouse(async (client) => {
    const { judged, asOf, indicators } = await lookWith(client, accountId, options);
    return { judged, lastChange: await lastChangeOf(client, judged, asOf), indicators };
  });
}

async function lookWith(
  client: ClickHouse,
  accountId: string,
  options: Options,
): Promise<{ judged: Judged; asOf: Instant; indicators: IndicatorsById }> {
  const view = await readTenantView(client, options.tenant);
  const asOf = instantOf(options.asOf, view.frozenAt);
  const [judged] = await judgeAccounts(readingStore(client, view.indicators), view, [accountId], asOf);
  if (judged) return { judged, asOf, indicators: view.rules.indicators };
  throw new CliError(
    `Nothing is known of an account ${accountId} of ${options.tenant} by ${new Date(asOf).toISOString()}.`,
    { remedy: `\`npx bellwether accounts --tenant ${options.tenant}\` lists those there are.` },
  );
}

function explainJson(judged: Judged, lastChange: LastChange | null) {
  const { verdict, live } = judged;
  const { override } = verdict;
  return {
    ...accountJson(judged),
    computedScore: verdict.computedTenths === null ? null : verdict.computedTenths / 10,
    contributions: verdict.contributions.map(contributionJson),
    known: live.values
      .filter(({ value }) => value !== null)
      .map(({ indicator, value }) => ({ indicator, value })),
    missing: live.values
      .filter(({ indicator }) => verdict.missing.includes(indicator))
      .map(({ indicator, reason }) => ({ indicator, reason })),
    findings: verdict.findings,
    override: override && {
      note: override.note,
      author: override.author,
      expiresAt: new Date(override.expiresAt).toISOString(),
    },
    lastChange,
  };
}

function printExplanation(judged: Judged, lastChange: LastChange | null, indicators: IndicatorsById): void {
  const { accountId, verdict, live } = judged;
  const read = readerFor(judged, indicators);
  const { profile } = live;
  print([profile.name ?? accountId, profile.segment, profile.csmName].filter(Boolean).join(', '));
  print(
    `Score ${points(verdict.scoreTenths)} (${verdict.band}) as of ${new Date(verdict.asOf).toISOString()}. ` +
      `Numbers ${points(verdict.dataTenths)}, people ${points(verdict.humanTenths)}. What we know: ${verdict.coveragePercent} %.`,
  );
  if (profile.churnedAt !== null) print(churnedText(profile.churnedAt));
  for (const finding of verdict.findings) print(`! ${finding.flag}: ${finding.because}`);
  print('');
  if (verdict.scoreTenths === null) printKnown(live, indicators, read);
  else printSum(verdict, read);
  const missing = live.values.filter(({ indicator }) => verdict.missing.includes(indicator));
  if (missing.length > 0)
    print(`Not known: ${missing.map((v) => `${v.indicator} (${read(v.indicator, v)})`).join(', ')}`);
  if (lastChange) printLastChange(lastChange);
}

function churnedText(churnedAt: Instant): string {
  const day = dayOf(churnedAt);
  return `Churned on ${day}: all of this stands as at the close of that day, until they come back.`;
}

type Reader = (indicator: string, reading: Pick<IndicatorValue, 'value' | 'reason'>) => string;

/** Values and reasons in the words of the indicator and the tenant's currency. */
function readerFor({ tenantId }: Judged, indicators: IndicatorsById): Reader {
  const currency = currencyHere(tenantId);
  return (id, reading) => {
    const indicator = indicators.get(id);
    return indicator ? readingText(reading, indicator, currency) : String(reading.value ?? reading.reason);
  };
}

/** Without a score nothing adds up to it; what is known is worth seeing all the same. */
function printKnown({ values }: Judged['live'], indicators: IndicatorsById, read: Reader): void {
  const rows = values.flatMap((reading) => {
    const indicator = indicators.get(reading.indicator);
    if (!indicator || reading.value === null) return [];
    return [[indicator.group, indicator.title, read(indicator.id, reading)]];
  });
  print('Too little is known for a score. What is known so far:\n');
  print(renderTable([{ title: 'GROUP' }, { title: 'INDICATOR' }, { title: 'VALUE', align: 'right' }], rows));
}

function printSum(verdict: Judged['verdict'], read: Reader): void {
  print(
    renderTable(
      [
        { title: 'GROUP' },
        { title: 'INDICATOR' },
        { title: 'VALUE', align: 'right' },
        { title: 'HEALTH', align: 'right' },
        { title: 'WEIGHT', align: 'right' },
        { title: 'POINTS', align: 'right' },
      ],
      verdict.contributions.map((line) => [
        line.group,
        line.title,
        line.value === null ? null : read(line.id, { value: line.value, reason: null }),
        points(line.healthTenths),
        line.weight === 0 ? null : `${(line.weight * 100).toFixed(1)} %`,
        points(line.tenths),
      ]),
    ),
  );
  print(`Sum: ${points(verdict.scoreTenths)}`);
}

function printLastChange(change: LastChange): void {
  print('');
  print(
    `Last change ${change.asOf}: ${change.previousScore ?? '–'} → ${change.score ?? '–'} (${change.trigger}). ${change.summary}`,
  );
  const moved = change.contributions.filter((line) => line.delta !== 0);
  for (const line of moved) print(`  ${signed(Math.round(line.delta * 10)).padStart(6)}  ${line.title}`);
  if (change.causes.length > 0) print(`Caused by: npx bellwether trace ${change.causes[0]}`);
  for (const { team, step } of change.nextSteps) print(`Next step (${team}): ${step}`);
}
