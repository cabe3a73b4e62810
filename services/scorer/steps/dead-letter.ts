import { deadLetterOf } from '@bellwether/contracts';
import type { OutgoingRecord } from '@bellwether/kafka';
import { DEAD_LETTERS, GROUP, type ScorerPorts } from '../ports.ts';
import type { Entered } from './door.ts';

/** A refused value as it goes to the dead letters, inside the transaction that moves past it. */
export function deadLetter(
  { record, reason, detail }: Extract<Entered, { kind: 'refused' }>,
  ports: Pick<ScorerPorts, 'codec' | 'clock'>,
): OutgoingRecord {
  const refusal = { reason, detail, service: GROUP, deadLetteredAt: ports.clock.now() };
  const letter = deadLetterOf(record, refusal);
  const encoded = ports.codec.encode(DEAD_LETTERS, letter);
  return { topic: DEAD_LETTERS, key: letter.deadLetterId, partition: 0, value: encoded };
}
