import type { Command } from 'commander';
import { print, printJson } from '../output/print.ts';
import { stackAddresses } from '../stack/addresses.ts';
import { migrateAll } from '../stack/migrate.ts';

export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring tables, rates and costs, schemas and topics up to date; repeating it changes nothing')
    .option('--json', '{ topics, applied: [<migration>] }')
    .addHelpText('after', '\nExample:\n  npx bellwether stack up && npx bellwether migrate')
    .action(async (options: { json?: boolean }) => {
      const migrated = await migrateAll(stackAddresses());
      if (options.json) return printJson(migrated);
      for (const name of migrated.applied) print(`applied ${name}`);
      print(`Tables, rates, costs, schemas and ${migrated.topics} topics are up to date.`);
    });
}
