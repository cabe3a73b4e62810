import { BANDS, type Band, closeOf, dayOf, type Instant } from '@bellwether/domain';
import { type Command, Option } from 'commander';
import { accountJson, csmOf } from '../look/account-json.ts';
import { accountsOf, type Judged, judgeAccounts, readingStore } from '../look/judge.ts';
import { warnOfMissingRates } from '../look/missing-rates.ts';
import { readTenantView } from '../look/tenant-view.ts';
import { wholeMoney } from '../output/money.ts';
import { note, points, print, printJson } from '../output/print.ts';
import { progressBar } from '../output/progress.ts';
import { renderTable } from '../output/table.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { dayOption, positiveInteger, tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly asOf?: Instant;
  readonly band?: Band;
  readonly csm?: string;
  readonly active?: boolean;
  readonly top?: number;
  readonly json?: boolean;
}

export function registerAccounts(program: Command): void {
  program
    .command('accounts')
    .description('Every account with its score, the worst first')
    .requiredOption('--tenant <id>', 'whose customers', tenantOption)
    .option(
      '--as-of <day>',
      'as of the close of a UTC day (default: where the tenant is frozen, else now)',
      dayOption,
    )
    .addOption(new Option('--band <band>', 'only this band').choices(BANDS))
    .option('--csm <name>', 'only those this CSM looks after: name, e-mail or id')
    .option('--active', 'leave out those that have churned')
    .option('--top <n>', 'only the first n', positiveInteger)
    .option(
      '--json',
      '[{ accountId, score, band, dataScore, humanScore, coverage, flags, … }]; score null: too little is known',
    )
    .addHelpText(
      'after',
      `
A churned account shows the score it left with. NUMBERS is what behaviour says, PEOPLE what people say, KNOWN the share of the scorecard that has a value.

Examples:
  npx bellwether accounts --tenant demo --band at-risk --active
  npx bellwether accounts --tenant demo --csm "Ada Okafor" --top 5
  npx bellwether accounts --tenant ravenstack --as-of 2024-06-30 --json`,
    )
    .action(async (options: Options) => {
      const { asOf, judged } = await judgeAll(options);
      warnOfMissingRates(judged);
      const shown = judged.filter(isAskedFor(options)).sort(worstFirst).slice(0, options.top);
      if (shown.length === 0 && options.csm !== undefined) noteOfCsms(options.csm, judged);
      if (options.json) return printJson(shown.map(accountJson));
      printAccounts(shown, asOf);
    });
}

/** A name is soon mistyped. */
function noteOfCsms(asked: string, judged: readonly Judged[]): void {
  const names = judged.map(({ live }) => csmOf(live.profile));
  const known = [...new Set(names.filter((name) => name !== null))].sort();
  if (!known.some((name) => isName(name, asked)))
    note(`Nobody called ${asked} looks after an account. There are: ${known.join(', ') || 'nobody'}.`);
}

function isAskedFor({ band, csm, active }: Options): (account: Judged) => boolean {
  return ({ verdict, live: { profile } }) =>
    (band === undefined || verdict.band === band) &&
    (!active || profile.churnedAt === null) &&
    (csm === undefined ||
      [profile.csmName, profile.csmEmail, profile.csmId].some((name) => isName(name, csm)));
}

function isName(name: string | null, asked: string): boolean {
  return name?.toLowerCase() === asked.toLowerCase();
}

async function judgeAll(options: Options): Promise<{ asOf: Instant; judged: Judged[] }> {
  return withClickHouse(async (client) => {
    const view = await readTenantView(client, options.tenant);
    const asOf = instantOf(options.asOf, view.frozenAt);
    const bar = progressBar('evaluating', 1);
    const judged = await judgeAccounts(
      readingStore(client, view.indicators),
      view,
      await accountsOf(client, options.tenant),
      asOf,
      (share) => bar.set(share),
    ).finally(() => bar.stop());
    return { asOf, judged };
  });
}

/** A day that has not closed yet is looked at as it stands. */
export function instantOf(asked: Instant | undefined, frozenAt: Instant | null): Instant {
  const now = Date.now();
  return Math.min(asked ?? frozenAt ?? now, frozenAt ?? now);
}

function worstFirst(a: Judged, b: Judged): number {
  const [x, y] = [a.verdict.scoreTenths, b.verdict.scoreTenths];
  if (x !== null && y !== null && x !== y) return x - y;
  if ((x === null) !== (y === null)) return x === null ? 1 : -1;
  return a.accountId < b.accountId ? -1 : 1;
}

function printAccounts(judged: readonly Judged[], asOf: Instant): void {
  print(
    renderTable(
      [
        { title: 'ACCOUNT' },
        { title: 'SCORE', align: 'right' },
        { title: 'BAND' },
        { title: 'NUMBERS', align: 'right' },
        { title: 'PEOPLE', align: 'right' },
        { title: 'KNOWN', align: 'right' },
        { title: 'MRR', align: 'right' },
        { title: 'CSM' },
        { title: 'FLAGS' },
      ],
      judged.map(({ accountId, verdict, live }) => [
        accountId,
        points(verdict.scoreTenths),
        bandText(verdict.band, live.profile.churnedAt),
        points(verdict.dataTenths),
        points(verdict.humanTenths),
        `${verdict.coveragePercent} %`,
        wholeMoney(live.profile.mrr),
        live.profile.csmName ?? live.profile.csmId,
        verdict.findings.map(({ flag }) => flag).join(', '),
      ]),
    ),
  );
  print(`\n${judged.length} accounts as of ${whenText(asOf)}`);
}

function bandText(band: Band, churnedAt: Instant | null): string {
  return churnedAt === null ? band : `${band}, churned ${dayOf(churnedAt)}`;
}

/** An instant as people read it: the close of a day, where it is one. */
export function whenText(asOf: Instant): string {
  return asOf === closeOf(dayOf(asOf)) ? `the close of ${dayOf(asOf)}` : new Date(asOf).toISOString();
}
