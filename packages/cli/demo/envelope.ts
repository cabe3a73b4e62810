import type { Instant } from '@bellwether/domain';
import { eventIdOf, type ImportedSignal } from '../import/transform.ts';
import type { DemoSignal } from './emit.ts';

export const DEMO_SOURCE = 'demo';

/**
 * History arrives as it would have: a few seconds after it happened. Ids and receivedAt follow from the signal and its
 * place in the account's life, so the same history made again is the same facts.
 */
export function historySignal(
  signal: DemoSignal,
  ordinal: number,
  tenantId: string,
  now: Instant,
): ImportedSignal {
  const { topic, accountId, occurredAt, userId, fields } = signal;
  return {
    topic,
    signal: {
      eventId: eventIdOf(DEMO_SOURCE, topic, `${accountId}/${occurredAt}/${ordinal}`),
      tenantId,
      accountId,
      occurredAt,
      receivedAt: Math.min(occurredAt + RECEIVED_AFTER_MS, now),
      source: DEMO_SOURCE,
      ...(userId === undefined ? {} : { userId }),
      ...fields,
    },
  };
}

const RECEIVED_AFTER_MS = 2_000;
