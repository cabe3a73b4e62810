import { Command, CommanderError } from 'commander';
import { endWithReader } from './output/broken-pipe.ts';
import { CliError, describeError } from './output/cli-error.ts';

const program = new Command('bellwether')
  .description('Streaming customer health: signals in, explained health-score changes out.')
  .helpCommand(false)
  .showHelpAfterError('Add --help to see what this command takes, with an example.')
  .addHelpText(
    'after',
    `
New here?   npx bellwether start              everything, with a demo company
            npx bellwether accounts --tenant demo
Exit codes: 0 done, 1 failed, 2 wrong usage.`,
  );

/** In the order of the help. Only the one asked for is loaded: the clients of Kafka and ClickHouse take their time. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  start: async () => (await import('./commands/start.ts')).registerStart,
  stack: async () => (await import('./commands/stack.ts')).registerStack,
  migrate: async () => (await import('./commands/migrate.ts')).registerMigrate,
  import: async () => (await import('./commands/import.ts')).registerImport,
  accounts: async () => (await import('./commands/accounts.ts')).registerAccounts,
  parents: async () => (await import('./commands/parents.ts')).registerParents,
  fleet: async () => (await import('./commands/fleet.ts')).registerFleet,
  explain: async () => (await import('./commands/explain.ts')).registerExplain,
  health: async () => (await import('./commands/health.ts')).registerHealth,
  indicators: async () => (await import('./commands/indicators.ts')).registerIndicators,
  lineage: async () => (await import('./commands/lineage.ts')).registerLineage,
  trace: async () => (await import('./commands/trace.ts')).registerTrace,
  sql: async () => (await import('./commands/sql.ts')).registerSql,
  assess: async () => (await import('./commands/assess.ts')).registerAssess,
  override: async () => (await import('./commands/override.ts')).registerOverride,
  tenants: async () => (await import('./commands/tenants.ts')).registerTenants,
  scorecards: async () => (await import('./commands/scorecards.ts')).registerScorecards,
  playbooks: async () => (await import('./commands/playbooks.ts')).registerPlaybooks,
};
endWithReader(process.stdout);
endWithReader(process.stderr);

const name = process.argv[2] ?? '';
const asked = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
for (const load of asked ? [asked] : Object.values(COMMANDS)) (await load())(program);
overrideExits(program);

/** Commander would exit by itself, and with 1 on wrong usage. */
function overrideExits(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) overrideExits(sub);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has printed the problem, or the help that was asked for, already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`${describeError(error)}\n`);
  return error instanceof CliError ? error.exitCode : 1;
}
