import { Counter, createMetrics, Histogram } from '@bellwether/runtime';

/** `received` is always the sum of `accepted` and `rejected`. */
export function createCounters() {
  const registry = createMetrics('gateway');
  const registers = [registry];
  return {
    registry,
    received: new Counter({
      name: 'gateway_signals_received_total',
      help: 'Signals that were answered',
      registers,
    }),
    accepted: new Counter({
      name: 'gateway_signals_accepted_total',
      help: 'Signals the brokers have',
      labelNames: ['topic'],
      registers,
    }),
    rejected: new Counter({
      name: 'gateway_signals_rejected_total',
      help: 'Signals refused: invalid, or unavailable (the brokers did not confirm them; the source should retry)',
      labelNames: ['reason'],
      registers,
    }),
    refusedRequests: new Counter({
      name: 'gateway_requests_refused_total',
      help: 'Requests refused before any signal was looked at',
      labelNames: ['status'],
      registers,
    }),
    clockSkewMs: new Histogram({
      name: 'gateway_clock_skew_ms',
      help: 'receivedAt - sentAt of signals that say when they were sent',
      buckets: [-60_000, -1_000, 0, 1_000, 10_000, 60_000, 3_600_000, 86_400_000],
      registers,
    }),
  };
}

export type Counters = ReturnType<typeof createCounters>;
