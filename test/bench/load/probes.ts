import { ACCOUNT_PARTITIONS } from '@bellwether/domain';
import { type OutgoingRecord, partitionOf } from '@bellwether/kafka';
import type { BenchStack } from '../stack.ts';

const TENANT = 'bench-probes';
export const PROBE_TOPIC = 'signals.login';

/** One login for each partition number, all of accounts of their own. */
export function probes({ codec }: BenchStack): OutgoingRecord[] {
  const receivedAt = Date.now();
  return accountPerPartition().map((accountId) => {
    const signal = {
      eventId: `${accountId}-${receivedAt}`,
      tenantId: TENANT,
      accountId,
      occurredAt: receivedAt,
      receivedAt,
      source: 'bench',
      userId: 'u',
      kind: 'login',
    };
    return { topic: PROBE_TOPIC, key: keyOf(accountId), value: codec.encode(PROBE_TOPIC, signal) };
  });
}

const keyOf = (accountId: string) => `${TENANT}/${accountId}`;

function accountPerPartition(): string[] {
  const found = new Map<number, string>();
  for (let n = 0; found.size < ACCOUNT_PARTITIONS; n += 1) {
    const partition = partitionOf(keyOf(`probe-${n}`));
    if (!found.has(partition)) found.set(partition, `probe-${n}`);
  }
  return [...found.values()];
}
