import { Command, CommanderError } from 'commander';
import { registerAccounts } from './commands/accounts.ts';
import { registerAssess } from './commands/assess.ts';
import { registerExplain } from './commands/explain.ts';
import { registerImport } from './commands/import.ts';
import { registerMigrate } from './commands/migrate.ts';
import { registerPlaybooks } from './commands/playbooks.ts';
import { registerScorecards } from './commands/scorecards.ts';
import { registerSql } from './commands/sql.ts';
import { registerStack } from './commands/stack.ts';
import { registerStart } from './commands/start.ts';
import { registerTenants } from './commands/tenants.ts';
import { registerTrace } from './commands/trace.ts';
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

for (const register of [
  registerStart,
  registerStack,
  registerMigrate,
  registerImport,
  registerAccounts,
  registerExplain,
  registerTrace,
  registerSql,
  registerAssess,
  registerTenants,
  registerScorecards,
  registerPlaybooks,
]) {
  register(program);
}
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
