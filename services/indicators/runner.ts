import { setTimeout as delay } from 'node:timers/promises';
import type { GroupConsumer, GroupHandlers } from '@bellwether/kafka';
import type { IndicatorsFlow } from './flow.ts';

/** How often the flow is asked whether something is due. Asking costs next to nothing. */
const TICK_MS = 5;
/** What an orderly stop may take to land what has been read; the rest is read again by the next owner. */
const DRAIN_MS_MAX = 5_000;

export interface RunningFlow {
  /** Resolves with the first assignment. */
  readonly assigned: Promise<void>;
  /** Resolves after {@link stop}; rejects when consuming has failed for good. */
  readonly done: Promise<void>;
  /** False during a rebalance. */
  owns(): boolean;
  /** Lands and commits what has arrived, then leaves the group. */
  stop(): Promise<void>;
}

/** Gives the flow its timer and its input. */
export function runFlow(flow: IndicatorsFlow, consumer: GroupConsumer): RunningFlow {
  const first = Promise.withResolvers<void>();
  let owns = false;
  const handlers: GroupHandlers = {
    batch: (batch) => flow.batch(batch),
    rebalancing: () => {
      owns = false;
      flow.rebalancing();
    },
    assigned: (assignment) => {
      owns = true;
      flow.assigned(assignment);
      first.resolve();
    },
  };
  const timer = setInterval(() => void flow.tick(), TICK_MS);
  const done = consumer.run(handlers).finally(() => clearInterval(timer));
  return {
    assigned: first.promise,
    done,
    owns: () => owns,
    stop: async () => {
      clearInterval(timer);
      await Promise.race([flow.drain(), delay(DRAIN_MS_MAX, undefined, { ref: false })]);
      await consumer.stop();
    },
  };
}
