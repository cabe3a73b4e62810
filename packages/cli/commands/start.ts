import { type Command, InvalidArgumentError } from 'commander';
import { DEMO_ACCOUNTS } from '../demo/company.ts';
import { note, print } from '../output/print.ts';
import { runEverything } from '../start/run.ts';
import { createStopper } from '../start/stopper.ts';
import { describeSummary } from '../start/summary.ts';
import { positiveInteger } from './options.ts';

const EXIT_WITHIN_MS = 2_000;

function customers(text: string): number {
  const count = positiveInteger(text);
  if (count <= DEMO_ACCOUNTS) return count;
  throw new InvalidArgumentError(`at most ${DEMO_ACCOUNTS}.`);
}

interface Options {
  readonly demo: boolean;
  readonly accounts: number;
  readonly exitAfter?: number;
  readonly json?: boolean;
}

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('Everything: the stack, the services, and a demo company that lives')
    .option(
      '--exit-after <seconds>',
      'end cleanly this long after everything runs, with a summary',
      positiveInteger,
    )
    .option(
      '--accounts <n>',
      'how many customers a new demo company has, at most 200',
      customers,
      DEMO_ACCOUNTS,
    )
    .option('--no-demo', 'the stack and the services, nothing else')
    .option('--json', 'the summary as one JSON line, last on stdout; everything else goes to stderr')
    .addHelpText(
      'after',
      `
Logs of the services are in .bellwether/logs/. Ctrl-C stops everything; the data stay for the next start.

Examples:
  npm start
  npm start -- --exit-after 60 --json
  npm start -- --no-demo`,
    )
    .action(async (options: Options) => {
      const say = options.json ? note : print;
      const stopper = createStopper(say);
      try {
        const summary = await runEverything({
          demo: options.demo,
          accounts: options.accounts,
          exitAfterMs: options.exitAfter === undefined ? null : options.exitAfter * 1_000,
          say,
          stopper,
        });
        await stopper.cleanUp();
        if (!summary) return;
        say(`\n${describeSummary(summary)}`);
        if (options.json) print(JSON.stringify(summary));
      } finally {
        await stopper.cleanUp();
        // A step that was cut off may still hold a connection; nothing of it matters any more.
        setTimeout(() => process.exit(), EXIT_WITHIN_MS).unref();
      }
    });
}
