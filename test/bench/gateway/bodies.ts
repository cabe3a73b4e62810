import type { Instant } from '@bellwether/domain';
import type { LiveSignals } from '../workload/live.ts';
import type { WorkloadSignal } from '../workload/signals.ts';

const TOPIC_PREFIX = 'signals.';

/** So many request bodies of so many signals, as a source would send them. */
export function bodiesOf(signals: LiveSignals, now: Instant, bodies: number, signalsEach: number): string[] {
  return Array.from({ length: bodies }, () =>
    JSON.stringify(Array.from({ length: signalsEach }, () => asSent(signals(now)))),
  );
}

/** The gateway knows the tenant by the key, and the time by its clock. */
function asSent({ topic, signal }: WorkloadSignal): object {
  const { tenantId: _, receivedAt: __, occurredAt, ...fields } = signal;
  const at = new Date(occurredAt as Instant).toISOString();
  return { type: topic.slice(TOPIC_PREFIX.length), occurredAt: at, ...fields };
}
