import { emptyTables } from '../catch-up/tables.ts';
import { peakRssBytes } from '../process.ts';
import { createFleet } from '../services/fleet.ts';
import { settled } from '../services/settled.ts';
import type { BenchStack } from '../stack.ts';

const GROUP = 'indicators';

export interface BacklogRun {
  /** Records a second, from the first assignment of any instance to the last commit. */
  readonly perSecond: number;
  /** Of all instances together. */
  readonly peakRssBytes: number;
}

/** So many instances, started together, catch up with all there is. */
export async function catchUpBy(stack: BenchStack, instances: number, records: number): Promise<BacklogRun> {
  await stack.forgetGroup(GROUP);
  await emptyTables(stack);
  const fleet = createFleet(stack, 'bench');
  try {
    const starting = Array.from({ length: instances }, () => fleet.start(GROUP));
    await Promise.race(starting);
    const startedAt = performance.now();
    const all = await Promise.all(starting);
    await settled(stack, all);
    const perSecond = (1_000 * records) / (performance.now() - startedAt);
    const peaks = all.map(({ pid }) => peakRssBytes(pid) ?? Number.NaN);
    return { perSecond, peakRssBytes: peaks.reduce((sum, bytes) => sum + bytes, 0) };
  } finally {
    await fleet.close();
  }
}
