import type { Codec } from '@bellwether/contracts';
import type { EventLog, OutgoingRecord } from '@bellwether/kafka';
import { recordOf } from './record.ts';
import { signalsOf, type Workload } from './signals.ts';

/** Records in one write, and writes under way: enough to keep the producers busy, little enough memory. */
const WRITE_RECORDS = 2_000;
const WRITES_MAX = 8;

/** Sends the whole workload, in its order within each account. */
export async function publish(
  workload: Workload,
  log: EventLog,
  codec: Codec,
  onProgress: (sent: number) => void,
): Promise<void> {
  const writer = await log.writer();
  const under = new Set<Promise<void>>();
  let records: OutgoingRecord[] = [];
  let sent = 0;
  const send = async () => {
    const some = records;
    records = [];
    const write: Promise<void> = writer.write(some).finally(() => under.delete(write));
    under.add(write);
    sent += some.length;
    onProgress(sent);
    if (under.size >= WRITES_MAX) await Promise.race(under);
  };
  try {
    for (const signal of signalsOf(workload)) {
      records.push(recordOf(codec, signal));
      if (records.length === WRITE_RECORDS) await send();
    }
    if (records.length > 0) await send();
    await Promise.all(under);
  } finally {
    await writer.close();
  }
}
