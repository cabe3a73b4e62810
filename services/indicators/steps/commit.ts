import type { IndicatorsPorts } from '../ports.ts';
import type { MicroBatch } from './micro-batch.ts';
import { persist } from './persist.ts';
import type { Tenure } from './tenure.ts';

/**
 * Commits last of all, through the newest batch, which knows its generation: offsets collected before a
 * rebalance and committed after it could rewind another owner.
 */
export async function commit(
  batch: MicroBatch,
  tenure: Tenure,
  ports: Pick<IndicatorsPorts, 'pause' | 'journal'>,
): Promise<void> {
  const through = batch.newest;
  if (!through) return;
  await persist('commit', tenure, ports, () => through.commit(batch.nextOffsets()));
}
