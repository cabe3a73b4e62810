import { LogError } from '../errors.ts';
import type { ImportWriter, LogRecord, NextRow, RowChange } from '../ports.ts';
import type { PositionalReader, TransactionOpener } from './primitives.ts';
import { readToEnd } from './read-to-end.ts';

/**
 * See {@link ImportWriter}. The row is changed under the same producer epoch that goes on writing: with a second
 * initialisation in between, an importer that paused there would write into an import that somebody has ended.
 */
export async function openImportWriter<Row>(
  transactions: TransactionOpener,
  reader: PositionalReader,
  { tenantId, rows, next }: RowChange<Row>,
): Promise<ImportWriter<Row>> {
  const producer = await transactions.open(`import/${tenantId}`);
  let row: Row | undefined;
  let position = 0n;

  const rewrite = async (change: NextRow<Row>): Promise<Row | undefined> => {
    let newest: LogRecord | undefined;
    const from = { topic: rows.topic, partition: 0, offset: position };
    const end = await readToEnd(reader, from, (record) => {
      if (record.key?.toString() === tenantId) newest = record;
    });
    if (newest) row = newest.value === null ? undefined : await rows.decode(newest.value, tenantId);
    position = end;
    const changed = change(row);
    if (changed === null) return row;
    const epoch = row === undefined ? 0 : rows.epochOf(row);
    if (rows.epochOf(changed) !== epoch + 1) {
      throw new LogError(
        'EPOCH_NOT_NEXT',
        `${tenantId}: epoch ${rows.epochOf(changed)} does not follow ${epoch}`,
      );
    }
    await producer.transact([
      { topic: rows.topic, key: tenantId, partition: 0, value: rows.encode(changed) },
    ]);
    row = changed;
    return row;
  };

  try {
    await rewrite(next);
  } catch (error) {
    await producer.close().catch(() => {});
    throw error;
  }
  return {
    get row() {
      return row;
    },
    write: (records) => producer.transact(records),
    rewrite,
    close: () => producer.close(),
  };
}
