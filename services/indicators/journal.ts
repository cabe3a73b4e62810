import { Counter, createMetrics, Gauge, Histogram, type Logger, type Registry } from '@bellwether/runtime';
import type { Journal } from './ports.ts';

const FLUSH_MS_BUCKETS = [10, 25, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800];

/** The journal as Prometheus metrics and log lines. */
export function createJournal(log: Logger): { readonly registry: Registry; readonly journal: Journal } {
  const registry = createMetrics('indicators');
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `indicators_${name}_total`, help, labelNames, registers });
  const received = counter('received', 'Records read, repeated ones included.');
  const accepted = counter('accepted', 'Records that passed the door.');
  const stored = counter('stored', 'Facts landed and committed, duplicates included.');
  const deadLettered = counter('dead_lettered', 'Records that will never be facts.', ['reason']);
  const published = counter('published', 'Vectors published.', ['reason']);
  const retries = counter('retries', 'Attempts a dependency failed.', ['what']);
  const endedImports = counter('ended_imports', 'Imports ended because their lease had run out.');
  const sourceStates = counter('source_states', 'Sources that went quiet, or were back.', ['state']);
  const flushMs = new Histogram({
    name: 'indicators_flush_ms',
    help: 'One live flush, from taking a micro-batch to its commit; in a backlog to its landing.',
    buckets: FLUSH_MS_BUCKETS,
    registers,
  });
  const stepMs = counter('step_ms', 'Time spent in each step of a flush.', ['step']);
  const partitions = new Gauge({
    name: 'indicators_partitions',
    help: 'Partition numbers owned.',
    registers,
  });
  const journal: Journal = {
    received: (records) => received.inc(records),
    accepted: (facts) => accepted.inc(facts),
    stored: (facts) => stored.inc(facts),
    deadLettered: (reason, records) => deadLettered.inc({ reason }, records),
    published: (reason, vectors) => published.inc({ reason }, vectors),
    flushed: (records, durationMs) => {
      flushMs.observe(durationMs);
      log.debug({ records, durationMs }, 'flushed');
    },
    retrying: (what, attempt, error) => {
      retries.inc({ what });
      log.warn({ what, attempt, err: error }, 'failed; trying again');
    },
    took: (step, durationMs) => stepMs.inc({ step }, durationMs),
    assigned: (epoch, owned) => {
      partitions.set(owned.length);
      log.info({ epoch, partitions: owned }, 'partitions assigned');
    },
    endedImport: (tenantId) => {
      endedImports.inc();
      log.warn({ tenantId }, 'looked after an import whose lease had run out');
    },
    sourceState: ({ state, tenantId, topic, summary }) => {
      sourceStates.inc({ state });
      log.warn({ tenantId, topic }, summary);
    },
  };
  return { registry, journal };
}
