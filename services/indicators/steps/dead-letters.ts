import { deadLetterOf } from '@bellwether/contracts';
import type { OutgoingRecord } from '@bellwether/kafka';
import type { IndicatorsPorts } from '../ports.ts';
import type { Rejected } from './door.ts';
import { persist } from './persist.ts';
import { inWrites, WRITE_BYTES_MAX } from './publish.ts';
import type { Tenure } from './tenure.ts';

const TOPIC = 'control.dead-letters';

/** Writes every rejected value with its reason. Its id is where it was read, so a replay repeats the same ids. */
export async function writeDeadLetters(
  rejected: readonly Rejected[],
  tenure: Tenure,
  ports: Pick<IndicatorsPorts, 'codec' | 'writer' | 'clock' | 'pause' | 'journal'>,
): Promise<void> {
  const records = rejected.map((each): OutgoingRecord => {
    const { reason, detail } = each;
    const deadLetteredAt = ports.clock.now();
    const letter = deadLetterOf(each, { reason, detail, service: 'indicators', deadLetteredAt });
    return { topic: TOPIC, key: letter.deadLetterId, partition: 0, value: ports.codec.encode(TOPIC, letter) };
  });
  for (const part of inWrites(records, WRITE_BYTES_MAX)) {
    await persist('write dead letters', tenure, ports, () => ports.writer.write(part));
  }
  for (const { reason } of rejected) ports.journal.deadLettered(reason, 1);
}
