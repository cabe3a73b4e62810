import { accountKey, changeToWire, type IndicatorChange } from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import type { IndicatorsPorts } from '../ports.ts';
import { persist } from './persist.ts';
import type { Tenure } from './tenure.ts';

const TOPIC = 'health.indicator-changes';
/** Below the broker's default limit of 1 MiB for a batch, even if every record goes to one partition. */
export const WRITE_BYTES_MAX = 800_000;

/** Publishes whole vectors. Resolves when the brokers have them all. */
export async function publish(
  changes: readonly IndicatorChange[],
  tenure: Tenure,
  ports: Pick<IndicatorsPorts, 'codec' | 'writer' | 'pause' | 'journal'>,
): Promise<void> {
  const records = changes.map((change) => ({
    topic: TOPIC,
    key: accountKey(change),
    value: ports.codec.encode(TOPIC, changeToWire(change)),
  }));
  for (const part of inWrites(records, WRITE_BYTES_MAX)) {
    await persist('publish vectors', tenure, ports, () => ports.writer.write(part));
  }
  for (const change of changes) ports.journal.published(change.reason, 1);
}

/** Consecutive records of at most `bytesMax` together; a larger one goes alone. */
export function* inWrites(records: readonly OutgoingRecord[], bytesMax: number): Generator<OutgoingRecord[]> {
  let part: OutgoingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = record.key.length + (record.value?.length ?? 0);
    if (part.length > 0 && bytes + size > bytesMax) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(record);
    bytes += size;
  }
  if (part.length > 0) yield part;
}
