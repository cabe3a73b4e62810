import type { Codec } from '@bellwether/contracts';
import type { PlaybookEvent } from '@bellwether/domain';
import type { GroupHandlers, LogRecord, RecordBatch } from '@bellwether/kafka';

/** One health-score change and where it was read. */
export interface ScoreChange {
  readonly event: PlaybookEvent;
  readonly record: LogRecord;
}

export interface ConsumerPorts {
  readonly codec: Pick<Codec, 'decode' | 'learn'>;
  /** What you do about changes. Must be safe to repeat: after a crash the same ones come again. */
  readonly react: (changes: readonly ScoreChange[]) => Promise<void>;
  /** What you do about a record that is no score change. */
  readonly reject: (record: LogRecord, reason: string, detail: string) => Promise<void>;
}

/** Committed this often within a batch, so that a crash repeats little. */
const CHANGES_A_COMMIT = 100;

/**
 * A consumer of `health.score-changes`, whole. To write your own, copy this file, and main.ts for the wiring.
 *
 * - The group reads read-committed: each change is seen once it is final, in the order of its account, without a
 *   gap in `sequence`.
 * - Offsets are committed after the work, never before: a crash repeats changes and loses none.
 * - `eventId` is the same whenever a change is read, so whatever you do can be made idempotent by it.
 */
export function consumeScoreChanges(ports: ConsumerPorts): GroupHandlers {
  return {
    rebalancing: () => undefined,
    assigned: () => undefined,
    async batch(batch) {
      for (let from = 0; from < batch.records.length; from += CHANGES_A_COMMIT) {
        const records = batch.records.slice(from, from + CHANGES_A_COMMIT);
        await ports.react(await changesIn(ports, records));
        // nextOffset is past the transaction markers behind the last record as well, so that the lag becomes zero.
        const all = from + records.length === batch.records.length;
        await commit(batch, all ? batch.nextOffset : records.at(-1)!.offset + 1n);
      }
    },
  };
}

async function changesIn(ports: ConsumerPorts, records: readonly LogRecord[]): Promise<ScoreChange[]> {
  const changes: ScoreChange[] = [];
  for (const record of records) {
    const { topic, value } = record;
    let decoded = ports.codec.decode<PlaybookEvent>(topic, value);
    // Written with a newer schema than ours: fetch it. Should wait while the registry is down, which is not the record's fault.
    if (
      decoded.kind === 'unknown-schema' &&
      (await ports.codec.learn(topic, decoded.schemaId)) === 'learned'
    ) {
      decoded = ports.codec.decode<PlaybookEvent>(topic, value);
    }
    if (decoded.kind === 'value') changes.push({ event: decoded.value, record });
    else if (decoded.kind === 'malformed') await ports.reject(record, decoded.code, decoded.detail);
    else await ports.reject(record, 'schema-of-another-topic', `schema id ${decoded.schemaId}`);
  }
  return changes;
}

async function commit(batch: RecordBatch, offset: bigint): Promise<void> {
  await batch.commit([{ topic: batch.topic, partition: batch.partition, offset }]);
}
