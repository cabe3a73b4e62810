import type { Codec, DeadLetter } from '@bellwether/contracts';
import { parseAccountKey } from '@bellwether/domain';
import type { LogRecord, RecordWriter } from '@bellwether/kafka';
import type { PlaybookRun } from '../run-store.ts';

const TOPIC = 'control.dead-letters';

export interface DeadLetterLog {
  error(fields: object, message: string): void;
}

/** A record that is no score change. */
export function deadRecord(record: LogRecord, reason: string, detail: string, at: number): DeadLetter {
  const ref = record.key === null ? null : parseAccountKey(record.key.toString('utf8'));
  return {
    deadLetterId: positionOf(record),
    topic: record.topic,
    partition: record.partition,
    offset: Number(record.offset),
    key: record.key?.toString('utf8') ?? null,
    tenantId: ref?.tenantId ?? null,
    accountId: ref?.accountId ?? null,
    reason,
    detail,
    value: record.value,
    service: 'playbooks',
    deadLetteredAt: at,
  };
}

/** A run that failed for good. One event can fail in several playbooks, so the id names the action too. */
export function deadRun(run: PlaybookRun, record: LogRecord): DeadLetter {
  const what = `playbook ${run.playbookId}, action ${run.actionIndex}, after ${run.attempts} attempts`;
  return {
    ...deadRecord(record, 'playbook-action-failed', `${what}: ${run.detail}`, run.at),
    deadLetterId: `${positionOf(record)}/${run.playbookId}/${run.actionIndex}`,
  };
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

function positionOf(record: LogRecord): string {
  return `${record.topic}/${record.partition}/${record.offset}`;
}
