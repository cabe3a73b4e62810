import { endedImport, type Tenant } from '@bellwether/domain';
import type { EventLog, RowTopic } from '@bellwether/kafka';
import { isAbandoned } from './agenda.ts';

/**
 * Ends the import of a tenant whose importer is gone, unless it has ended meanwhile. First the importer is fenced
 * by taking its transactional id, then the ends are read, then the row is written: read earlier, the ends would
 * miss what a paused importer still wrote.
 */
export async function endImportOf(
  tenantId: string,
  log: Pick<EventLog, 'importWriter' | 'dataEnds'>,
  rows: RowTopic<Tenant>,
  topics: readonly string[],
  now: () => number,
): Promise<void> {
  const writer = await log.importWriter({ tenantId, rows, next: () => null });
  try {
    const ends = await log.dataEnds(topics);
    await writer.rewrite((old) => (old && isAbandoned(old, now()) ? endedImport(old, ends, now()) : null));
  } finally {
    await writer.close();
  }
}
