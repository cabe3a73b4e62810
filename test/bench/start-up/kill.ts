import { PROBE_TOPIC, probes } from '../load/probes.ts';
import { createFleet } from '../services/fleet.ts';
import { metricOf } from '../services/metrics.ts';
import { hasCommitted } from '../services/settled.ts';
import type { BenchStack } from '../stack.ts';
import { waitUntil } from '../wait-until.ts';

/**
 * From kill -9 of one of two instances until signals sent since have been committed in every partition: in those of
 * the other at once, in those of the killed one when they have moved.
 */
export async function untilMovedMs(stack: BenchStack): Promise<number> {
  const fleet = createFleet(stack, 'bench');
  const writer = await stack.log.writer();
  const sendToAll = async () => {
    await writer.write(probes(stack));
    const ends = await stack.log.endOffsets([PROBE_TOPIC]);
    await waitUntil('every partition moves', () => hasCommitted(stack, 'indicators', ends));
  };
  try {
    const [one, other] = [await fleet.start('indicators'), await fleet.start('indicators')];
    await waitUntil('both have partitions', async () => {
      const owned = await Promise.all([one, other].map((of) => metricOf(of, 'indicators_partitions')));
      return owned.every((partitions) => partitions > 0);
    });
    await sendToAll();
    const killedAt = performance.now();
    await other.kill();
    await sendToAll();
    return performance.now() - killedAt;
  } finally {
    await writer.close();
    await fleet.close();
  }
}
