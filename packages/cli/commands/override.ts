import { randomUUID } from 'node:crypto';
import type { Instant } from '@bellwether/domain';
import { type Command, InvalidArgumentError } from 'commander';
import { whoAmI } from '../assess/sitting.ts';
import { CliError, usageError } from '../output/cli-error.ts';
import { print, printJson } from '../output/print.ts';
import { postOverride } from '../stack/gateway.ts';
import { momentOf } from '../stack/moment.ts';
import { gatewayOf } from '../tenants/gateway-of.ts';
import { dayOption, tenantOption } from './options.ts';

interface Options {
  readonly tenant: string;
  readonly score?: number;
  readonly clear?: boolean;
  readonly note: string;
  readonly expires?: Instant;
  readonly author?: string;
  readonly json?: boolean;
}

export function registerOverride(program: Command): void {
  program
    .command('override')
    .description('Set the score of an account by hand for a time, or take that back')
    .argument('<account>', 'the accountId')
    .requiredOption('--tenant <id>', 'whose customer', tenantOption)
    .option('--score <points>', '0 to 100, 100 is healthy', pointsOption)
    .option('--clear', 'show the computed score again')
    .requiredOption('--note <text>', 'why, for whoever reads it later')
    .option('--expires <day>', 'until the close of this UTC day; required with --score', dayOption)
    .option('--author <who>', 'who says so (default: your user name)')
    .option('--json', '{ eventId, accountId, change, score, createdAt, expiresAt }')
    .addHelpText(
      'after',
      `
The computed score goes on beside it: explain shows both. When the override runs out, that is an event of its own.

Examples:
  npx bellwether override amber-bank --tenant demo --score 30 --expires 2027-01-31 --note "new CFO is looking around"
  npx bellwether override amber-bank --tenant demo --clear --note "they signed"`,
    )
    .action(async (accountId: string, options: Options) => {
      const said = saidBy(options);
      const gateway = await gatewayOf(options.tenant);
      const createdAt = await momentOf(options.tenant);
      const override = {
        ...said,
        eventId: randomUUID(),
        accountId,
        note: options.note,
        author: options.author ?? whoAmI(),
        createdAt,
      };
      const answer = await postOverride(gateway, override);
      const [result] = answer.results;
      if (result?.status === 'rejected')
        throw new CliError('The gateway did not take it.', {
          details: [[result.path, result.reason].filter(Boolean).join(': ')],
        });
      report(override, options);
    });
}

function saidBy({ score, clear, expires }: Options) {
  if (clear && score === undefined) return { change: 'cleared' as const };
  if (clear || score === undefined)
    throw usageError('Say either what the score is or that it is taken back.', 'Give --score or --clear.');
  if (expires === undefined)
    throw usageError('An override does not hold for ever.', 'Give --expires <YYYY-MM-DD>.');
  return { change: 'set' as const, score, expiresAt: expires };
}

interface Told {
  readonly eventId: string;
  readonly accountId: string;
  readonly change: 'set' | 'cleared';
  readonly score?: number;
  readonly createdAt: Instant;
  readonly expiresAt?: Instant;
}

function report({ eventId, accountId, change, score, createdAt, expiresAt }: Told, options: Options): void {
  const times = {
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
  };
  if (options.json) {
    printJson({ eventId, accountId, change, score: score ?? null, ...times });
    return;
  }
  print(
    change === 'set'
      ? `${accountId} is shown at ${score} until ${times.expiresAt}.`
      : `${accountId} is shown at its computed score again.`,
  );
  print(`See it: npx bellwether explain ${accountId} --tenant ${options.tenant}`);
}

function pointsOption(text: string): number {
  const points = Number(text);
  if (text.trim() !== '' && points >= 0 && points <= 100) return points;
  throw new InvalidArgumentError('points are 0 to 100.');
}
