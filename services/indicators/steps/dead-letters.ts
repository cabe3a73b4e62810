import { parseAccountKey } from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import type { IndicatorsPorts } from '../ports.ts';
import type { Rejected } from './door.ts';
import { persist } from './persist.ts';
import { inWrites, WRITE_BYTES_MAX } from './publish.ts';
import type { Tenure } from './tenure.ts';

const TOPIC = 'control.dead-letters';
/** A value near the broker's limit would not fit beside the rest of the letter, and block everything behind it. */
const VALUE_BYTES_MAX = 900_000;

/** Writes every rejected value with its reason. Its id is where it was read, so a replay repeats the same ids. */
export async function writeDeadLetters(
  rejected: readonly Rejected[],
  tenure: Tenure,
  ports: Pick<IndicatorsPorts, 'codec' | 'writer' | 'clock' | 'pause' | 'journal'>,
): Promise<void> {
  const records = rejected.map((each): OutgoingRecord => {
    const letter = letterOf(each, ports.clock.now());
    return { topic: TOPIC, key: letter.deadLetterId, partition: 0, value: ports.codec.encode(TOPIC, letter) };
  });
  for (const part of inWrites(records, WRITE_BYTES_MAX)) {
    await persist('write dead letters', tenure, ports, () => ports.writer.write(part));
  }
  for (const { reason } of rejected) ports.journal.deadLettered(reason, 1);
}

function letterOf(rejected: Rejected, now: number) {
  const { topic, partition, offset, reason, detail, value } = rejected;
  const key = rejected.key?.toString() ?? null;
  const account = key === null ? null : parseAccountKey(key);
  const fits = value !== null && value.length <= VALUE_BYTES_MAX;
  return {
    deadLetterId: `${topic}/${partition}/${offset}`,
    topic,
    partition,
    offset: Number(offset),
    key,
    tenantId: account?.tenantId ?? null,
    accountId: account?.accountId ?? null,
    reason,
    detail: fits || value === null ? detail : `${detail} (its ${value.length} bytes are left out)`,
    value: fits ? Buffer.from(value) : null,
    service: 'indicators',
    deadLetteredAt: now,
  };
}
