import { Counter, createMetrics, type Registry } from '@bellwether/runtime';
import type { Flushed } from './flush.ts';

export interface Counters {
  readonly registry: Registry;
  count(flushed: Flushed): void;
}

/** What was read is landed + tombstones + dead-lettered. */
export function createCounters(): Counters {
  const registry = createMetrics('history');
  const records = new Counter({
    name: 'history_records_total',
    help: 'Records read, by what became of them',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const flushes = new Counter({
    name: 'history_flushes_total',
    help: 'Groups of batches landed together',
    registers: [registry],
  });
  return {
    registry,
    count({ landed, tombstones, poisoned }) {
      flushes.inc();
      records.inc({ outcome: 'landed' }, landed);
      records.inc({ outcome: 'tombstone' }, tombstones);
      records.inc({ outcome: 'dead-lettered' }, poisoned.length);
    },
  };
}
