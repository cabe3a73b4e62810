import type { Codec } from '@bellwether/contracts';
import { accountKey } from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import type { WorkloadSignal } from './signals.ts';

/** A signal as it is written to its topic. */
export function recordOf(codec: Codec, { topic, accountId, signal }: WorkloadSignal): OutgoingRecord {
  const key = accountKey({ tenantId: signal.tenantId as string, accountId });
  return { topic, key, value: codec.encode(topic, signal) };
}
