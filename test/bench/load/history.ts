import type { BenchContext } from '../measurement.ts';
import type { BenchStack } from '../stack.ts';
import { publish } from '../workload/publish.ts';
import type { Workload, WorkloadSize } from '../workload/signals.ts';

/** Of live tenants: nobody froze it, so it is looked at as of now. */
export const LIVE_TENANT = 'bench-live';

const SAY_EVERY = 500_000;

/** Sends a history that ends now; what is sent later goes on from it. */
export async function sendHistory(
  { say }: Pick<BenchContext, 'say'>,
  stack: BenchStack,
  size: WorkloadSize,
): Promise<Workload> {
  const workload: Workload = { ...size, tenantId: LIVE_TENANT, asOf: Date.now(), seed: 1 };
  await publish(workload, stack.log, stack.codec, (sent) => {
    if (sent % SAY_EVERY === 0) say(`${sent} of ${size.signals} signals sent`);
  });
  return workload;
}
