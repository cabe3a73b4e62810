import type { Instant, ParentRollUp } from '@bellwether/domain';
import { type Command, Option } from 'commander';
import { readingStore } from '../look/judge.ts';
import { type JudgedParent, judgeParents } from '../look/parents.ts';
import { findingsText, leftOutText, parentJson, standingText } from '../look/parents-words.ts';
import { readTenantView } from '../look/tenant-view.ts';
import { CliError } from '../output/cli-error.ts';
import { wholeMoney } from '../output/money.ts';
import { points, print, printJson } from '../output/print.ts';
import { progressBar } from '../output/progress.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { instantOf, whenText } from './accounts.ts';
import { dayOption, tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly by?: ParentRollUp;
  readonly asOf?: Instant;
  readonly json?: boolean;
}

export function registerParents(program: Command): void {
  program
    .command('parents')
    .description('Customers that are several accounts, rolled up, and who of them a mean would hide')
    .argument('[parent]', 'the parentAccountId that accounts name (default: all, the worst first)')
    .requiredOption('--tenant <id>', 'whose customers', tenantOption)
    .addOption(
      new Option(
        '--by <what>',
        'each account the same, or by its MRR (default: as the scorecard says)',
      ).choices(['count', 'revenue']),
    )
    .option(
      '--as-of <day>',
      'as of the close of a UTC day (default: where the tenant is frozen, else now)',
      dayOption,
    )
    .option(
      '--json',
      '[{ parentId, score, band, coverage, worst, atRisk, flags, members: [{ accountId, score, standing, share, … }], … }]',
    )
    .addHelpText(
      'after',
      `
Accounts at any depth below a parent count, and its own. What a mean would hide stands beside it: the worst account,
how many are at risk and every flag. An account that has churned, is known too little, or by revenue has no known MRR
is left out and named. The band is read off the score: a parent has no days of dwell.

Examples:
  npx bellwether parents --tenant demo
  npx bellwether parents amber-group --tenant demo --by revenue --as-of 2026-06-30`,
    )
    .action(async (parentId: string | undefined, options: Options) => {
      const { asOf, judged } = await judgeAll(parentId, options);
      if (options.json) return printJson(judged.sort(worstFirst).map(parentJson));
      if (parentId !== undefined && judged[0]) return printParent(judged[0], asOf);
      printParents(judged.sort(worstFirst), asOf);
    });
}

async function judgeAll(parentId: string | undefined, { tenant, by: rollUp, asOf: asked }: Options) {
  return withClickHouse(async (client) => {
    const view = await readTenantView(client, tenant);
    const asOf = instantOf(asked, view.frozenAt);
    const bar = progressBar('evaluating', 1);
    const store = readingStore(client, view.indicators);
    const judged = await judgeParents(client, store, view, { asOf, parentId, rollUp }, (share) =>
      bar.set(share),
    ).finally(() => bar.stop());
    if (parentId !== undefined && judged.length === 0) {
      throw new CliError(`No account named ${parentId} as its parent by then.`, {
        remedy: `\`npx bellwether parents --tenant ${tenant}\` lists parents; accounts name theirs as parentAccountId.`,
      });
    }
    return { asOf, judged };
  });
}

function worstFirst(a: JudgedParent, b: JudgedParent): number {
  const [x, y] = [a.health.scoreTenths, b.health.scoreTenths];
  if (x !== null && y !== null && x !== y) return x - y;
  if ((x === null) !== (y === null)) return x === null ? 1 : -1;
  return a.parentId < b.parentId ? -1 : 1;
}

function printParents(judged: readonly JudgedParent[], asOf: Instant): void {
  const rows = judged.map(({ parentId, health }) => [
    parentId,
    points(health.scoreTenths),
    health.band,
    health.rollUp,
    `${health.coveragePercent} %`,
    wholeMoney(health.mrr),
    health.worst && `${health.worst.accountId} ${points(health.worst.scoreTenths)}`,
    findingsText(health),
    leftOutText(health),
  ]);
  print(
    renderTable(
      [
        { title: 'PARENT' },
        { title: 'SCORE', align: 'right' },
        { title: 'BAND' },
        { title: 'BY' },
        { title: 'KNOWN', align: 'right' },
        { title: 'MRR', align: 'right' },
        { title: 'WORST' },
        { title: 'ACCOUNTS' },
        { title: 'LEFT OUT' },
      ],
      rows,
    ),
  );
  print(`\n${judged.length} parents as of ${whenText(asOf)}`);
}

function printParent({ parentId, health }: JudgedParent, asOf: Instant): void {
  const score = health.scoreTenths === null ? 'too little known for a score' : points(health.scoreTenths);
  print(`${parentId}: ${score} (${health.band}) by ${health.rollUp}, as of ${whenText(asOf)}`);
  print(`${findingsText(health)}; what we know: ${health.coveragePercent} %`);
  const leftOut = leftOutText(health);
  if (leftOut !== '') print(`left out: ${leftOut}`);
  if (health.worst) print(`worst: ${health.worst.accountId} at ${points(health.worst.scoreTenths)}`);
  print('');
  print(
    renderTable(
      [
        { title: 'ACCOUNT' },
        { title: 'SCORE', align: 'right' },
        { title: 'BAND' },
        { title: 'KNOWN', align: 'right' },
        { title: 'MRR', align: 'right' },
        { title: 'SHARE', align: 'right' },
        { title: 'STANDING' },
        { title: 'FLAGS' },
      ],
      health.members.map((member) => [
        member.accountId,
        points(member.scoreTenths),
        member.band,
        `${member.coveragePercent} %`,
        wholeMoney(member.mrr),
        `${(member.share * 100).toFixed(0)} %`,
        standingText(member.standing),
        member.flags.join(', '),
      ]),
    ),
  );
}
