import type { LogRecord, NextOffset } from '../ports.ts';
import type { PositionalReader } from './primitives.ts';

/** How long one request may wait for an unfinished transaction that hides the end. */
const WAIT_FOR_TRANSACTION_MS = 50;

/**
 * Reads one partition from `position` to its end as of the call and returns the position reached.
 *
 * The end is the high watermark, not the last stable offset: a row whose commit was acknowledged may still lie
 * behind another writer's open transaction, and whoever stopped before it would act on older rows. And it is
 * reached by position, not by record: the last offsets may be control records. When nothing is new this costs one
 * request.
 */
export async function readToEnd(
  reader: PositionalReader,
  position: NextOffset,
  onRecord: (record: LogRecord) => void,
): Promise<bigint> {
  let { offset } = position;
  let end: bigint | undefined;
  do {
    const [fetched] = await reader.fetch(
      [{ ...position, offset }],
      end === undefined ? 0 : WAIT_FOR_TRANSACTION_MS,
    );
    if (fetched === undefined) throw new Error(`no answer for ${position.topic}/${position.partition}`);
    for (const record of fetched.records) onRecord(record);
    offset = fetched.next;
    end ??= fetched.end;
  } while (offset < end);
  return offset;
}
