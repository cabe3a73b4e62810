import { Counter, createMetrics, Gauge, type Logger, type Registry } from '@bellwether/runtime';
import { GROUP, type ScorerJournal } from '../ports.ts';

/** The journal as Prometheus counters and log lines. */
export function createJournal(log: Logger): { readonly registry: Registry; readonly journal: ScorerJournal } {
  const registry = createMetrics(GROUP);
  const registers = [registry];
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const inputs = counter('scorer_inputs_total', 'Vectors, overrides and timers decided on.');
  const scores = counter('scorer_scores_total', 'Score records written.');
  const changes = counter('scorer_changes_total', 'Score changes emitted.');
  const transactions = counter('scorer_transactions_total', 'Transactions committed.');
  const retries = counter('scorer_retries_total', 'Partitions dropped and taken again after an error.');
  const letters = new Counter({
    name: 'scorer_dead_letters_total',
    help: 'Inputs that will never be processed.',
    labelNames: ['reason'],
    registers,
  });
  const accounts = new Gauge({
    name: 'scorer_accounts_taken',
    help: 'Accounts found in a partition when it was last taken over.',
    labelNames: ['partition'],
    registers,
  });
  const journal: ScorerJournal = {
    taken: (partition, count) => {
      accounts.set({ partition }, count);
      log.debug({ partition, accounts: count }, 'partition taken over');
    },
    committed: (decided, scored, changed) => {
      inputs.inc(decided);
      scores.inc(scored);
      changes.inc(changed);
      transactions.inc();
    },
    deadLettered: (reason) => letters.inc({ reason }),
    retrying: (partition, attempt, error) => {
      retries.inc();
      log.warn({ partition, attempt, err: error }, 'dropping the partition and taking it again');
    },
  };
  return { registry, journal };
}
