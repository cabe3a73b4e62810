import { Counter, createMetrics, type Registry } from '@bellwether/runtime';
import type { PlaybookRun } from '../run-store.ts';

export interface Counters {
  readonly registry: Registry;
  count(runs: readonly PlaybookRun[]): void;
  tooOld(changes: number): void;
}

export function createCounters(): Counters {
  const registry = createMetrics('playbooks');
  const total = new Counter({
    name: 'playbooks_runs_total',
    help: 'Actions that playbooks ran, by how they ended',
    labelNames: ['playbook', 'action', 'status'],
    registers: [registry],
  });
  const old = new Counter({
    name: 'playbooks_changes_too_old_total',
    help: 'Score changes that came in too long ago to act on',
    registers: [registry],
  });
  return {
    registry,
    tooOld: (changes) => old.inc(changes),
    count(runs) {
      for (const { playbookId, action, status } of runs) total.inc({ playbook: playbookId, action, status });
    },
  };
}
