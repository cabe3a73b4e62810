import { endedImport, type Tenant } from '@bellwether/domain';
import type { EventLog, RowTopic } from '@bellwether/kafka';
import { isAbandoned } from './agenda.ts';

/**
 * Ends the import of a tenant whose importer is gone; false where it has renewed its lease meanwhile, which then runs out, as
 * the importer can write no more. First the importer is fenced
 * by taking its transactional id, then the ends are read, then the row is written: read earlier, the ends would
 * miss what a paused importer still wrote.
 */
export async function endImportOf(
  tenantId: string,
  log: Pick<EventLog, 'importWriter' | 'dataEnds'>,
  rows: RowTopic<Tenant>,
  topics: readonly string[],
  now: () => number,
): Promise<boolean> {
  const writer = await log.importWriter({ tenantId, rows, next: () => null });
  try {
    const ends = await log.dataEnds(topics);
    const row = await writer.rewrite((old) =>
      old && isAbandoned(old, now()) ? endedImport(old, ends, now()) : null,
    );
    return row?.importing !== true;
  } finally {
    await writer.close();
  }
}
