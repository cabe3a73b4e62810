import type { TopicSpec } from '@bellwether/kafka';

export const RELAY_IN = 'bench.relay-in';
export const RELAY_BETWEEN = 'bench.relay-between';
export const RELAY_OUT = 'bench.relay-out';
/** What a taken partition reads its state from; nothing is ever written to it. */
export const RELAY_STATE = 'bench.relay-state';

/** As many partitions as the topics of accounts have. */
const PARTITIONS = 12;

export const RELAY_TOPICS: readonly TopicSpec[] = [
  ...[RELAY_IN, RELAY_BETWEEN, RELAY_OUT].map((name) => ({
    name,
    partitions: PARTITIONS,
    cleanup: 'delete' as const,
  })),
  { name: RELAY_STATE, partitions: PARTITIONS, cleanup: 'compact' },
];
