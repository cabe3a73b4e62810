import type { DeadLetter } from '@bellwether/contracts';
import { parseAccountKey } from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import { DEAD_LETTERS, GROUP, type ScorerPorts } from '../ports.ts';
import type { Entered } from './door.ts';

/** Beside the rest of the letter it must fit into one record. */
const VALUE_BYTES_MAX = 900_000;

/** A refused value as it goes to the dead letters, inside the transaction that moves past it. */
export function deadLetter(
  { record, reason, detail }: Extract<Entered, { kind: 'refused' }>,
  ports: Pick<ScorerPorts, 'codec' | 'clock'>,
): OutgoingRecord {
  const { topic, partition, offset, value } = record;
  const key = record.key?.toString() ?? null;
  const account = key === null ? null : parseAccountKey(key);
  const fits = value === null || value.length <= VALUE_BYTES_MAX;
  const letter: DeadLetter = {
    deadLetterId: `${topic}/${partition}/${offset}`,
    topic,
    partition,
    offset: Number(offset),
    key,
    tenantId: account?.tenantId ?? null,
    accountId: account?.accountId ?? null,
    reason,
    detail: fits ? detail : `${detail} (its ${value.length} bytes are left out)`,
    value: fits ? value : null,
    service: GROUP,
    deadLetteredAt: ports.clock.now(),
  };
  const encoded = ports.codec.encode(DEAD_LETTERS, letter);
  return { topic: DEAD_LETTERS, key: letter.deadLetterId, partition: 0, value: encoded };
}
