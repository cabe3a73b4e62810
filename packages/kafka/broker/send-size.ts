import type { OutgoingRecord } from '../ports.ts';

/** kafkajs copies a partition's list for every message it adds, so larger sends cost quadratic time. */
const RECORDS_MAX = 500;
/** A broker refuses more than 1 MB for one partition by default, and all of a send may be for one. */
const BYTES_MAX = 800_000;

/** How many of the next records go into one send; at least one. */
export function sendSize(records: Iterable<OutgoingRecord>): number {
  let count = 0;
  let bytes = 0;
  for (const { key, value } of records) {
    bytes += Buffer.byteLength(key) + (value?.length ?? 0);
    if (count > 0 && (count === RECORDS_MAX || bytes > BYTES_MAX)) break;
    count += 1;
  }
  return count;
}
