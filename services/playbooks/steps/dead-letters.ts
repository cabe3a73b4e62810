import { type Codec, type DeadLetter, deadLetterOf } from '@bellwether/contracts';
import type { LogRecord, RecordWriter } from '@bellwether/kafka';
import type { PlaybookRun } from '../run-store.ts';

const TOPIC = 'control.dead-letters';

export interface DeadLetterLog {
  error(fields: object, message: string): void;
}

/** A record that is no score change. */
export function deadRecord(record: LogRecord, reason: string, detail: string, at: number): DeadLetter {
  return deadLetterOf(record, { reason, detail, service: 'playbooks', deadLetteredAt: at });
}

/** A run that failed for good. One event can fail in several playbooks, so the id names the action too. */
export function deadRun(run: PlaybookRun, record: LogRecord): DeadLetter {
  const what = `playbook ${run.playbookId}, action ${run.actionIndex}, after ${run.attempts} attempts`;
  const letter = deadRecord(record, 'playbook-action-failed', `${what}: ${run.detail}`, run.at);
  return { ...letter, deadLetterId: `${letter.deadLetterId}/${run.playbookId}/${run.actionIndex}` };
}

export interface LetterPorts {
  readonly codec: Codec;
  readonly writer: RecordWriter;
  readonly log: DeadLetterLog;
}

/** To the log and to `control.dead-letters`. */
export async function writeLetters(ports: LetterPorts, letters: readonly DeadLetter[]): Promise<void> {
  for (const { deadLetterId, reason, detail } of letters) {
    ports.log.error({ deadLetterId, reason, detail }, 'gave up on this');
  }
  await ports.writer.write(
    letters.map((letter) => ({
      topic: TOPIC,
      key: letter.deadLetterId,
      value: ports.codec.encode(TOPIC, letter),
    })),
  );
}
