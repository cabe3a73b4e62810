import type { RawMessage, RawPartition } from './cluster.ts';

const ABORT_MARKER = Buffer.from([0, 0, 0, 0]);

/**
 * Marks the messages of aborted transactions as control records, so that kafkajs leaves them out and still
 * moves past them, and empties the list kafkajs would filter by.
 *
 * kafkajs expects that list in the order in which the transactions began. Brokers send it in the order in which they
 * ended, so of two that overlap kafkajs delivers part of the one that began first; and it takes one entry
 * per message, so after compaction it can miss one. Both would break "read-committed".
 */
export function hideAborted(partition: RawPartition): void {
  const waiting = [...(partition.abortedTransactions ?? [])]
    .map(({ producerId, firstOffset }) => ({ producerId, firstOffset: BigInt(firstOffset) }))
    .sort((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  partition.abortedTransactions = [];
  if (waiting.length === 0) return;
  const aborted = new Set<string>();
  for (const message of partition.messages) {
    const offset = BigInt(message.offset);
    while (waiting[0] !== undefined && waiting[0].firstOffset <= offset) {
      aborted.add(waiting[0].producerId);
      waiting.shift();
    }
    const { producerId, inTransaction } = message.batchContext;
    if (isAbortMarker(message)) aborted.delete(producerId);
    else if (inTransaction && aborted.has(producerId)) message.isControlRecord = true;
  }
}

function isAbortMarker({ isControlRecord, key }: RawMessage): boolean {
  return isControlRecord && key?.equals(ABORT_MARKER) === true;
}
