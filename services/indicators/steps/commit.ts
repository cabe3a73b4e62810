import type { IndicatorsPorts } from '../ports.ts';
import { persist } from './persist.ts';
import type { Tenure } from './tenure.ts';
import type { Unsettled } from './unsettled.ts';

/**
 * Commits last of all, through the newest batch, which knows its generation: offsets collected before a
 * rebalance and committed after it could rewind another owner.
 */
export async function commit(
  landed: Unsettled,
  tenure: Tenure,
  ports: Pick<IndicatorsPorts, 'pause' | 'journal'>,
): Promise<void> {
  const through = landed.newest;
  if (!through) return;
  await persist('commit', tenure, ports, () => through.commit(landed.nextOffsets()));
}
