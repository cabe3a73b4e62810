import { tenantRows } from '@bellwether/kafka';
import { withKafka } from './kafka.ts';

/** A tenant that is frozen in the past is judged as of then; everyone else now. */
export async function momentOf(tenantId: string): Promise<number> {
  const now = Date.now();
  const asOf = await withKafka(
    async ({ log, codec }) => (await log.table(tenantRows(codec))).get(tenantId)?.asOf,
  );
  return Math.min(now, asOf ?? now);
}
