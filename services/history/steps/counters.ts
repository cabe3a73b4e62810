import { Counter, createMetrics, type Registry } from '@bellwether/runtime';
import { becomesLetter } from './dead-letters.ts';
import type { Flushed } from './flush.ts';

export interface Counters {
  readonly registry: Registry;
  count(flushed: Flushed): void;
}

/** What was read is landed + tombstones + dead-lettered + logged, which is what became of a letter that cannot be landed. */
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
      const letters = poisoned.filter(becomesLetter).length;
      records.inc({ outcome: 'dead-lettered' }, letters);
      records.inc({ outcome: 'logged' }, poisoned.length - letters);
    },
  };
}
