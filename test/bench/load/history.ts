import { closeOf } from '@bellwether/domain';
import type { BenchContext } from '../measurement.ts';
import type { BenchStack } from '../stack.ts';
import { publish } from '../workload/publish.ts';
import type { Workload, WorkloadSize } from '../workload/signals.ts';

/** Of live tenants: nobody froze it, so it is looked at as of now. */
export const LIVE_TENANT = 'bench-live';

const PAST_TENANT = 'bench-past';
const LAST_DAY = '2026-10-31';

const SAY_EVERY = 500_000;

type Say = BenchContext['say'];

/** Sends a history that ends now; what is sent later goes on from it. */
export function sendHistory(say: Say, stack: BenchStack, size: WorkloadSize): Promise<Workload> {
  return send(say, stack, { ...size, tenantId: LIVE_TENANT, asOf: Date.now(), seed: 1 });
}

/** Sends a history of a tenant that is looked at from the end of its last day: time changes nothing about it. */
export async function sendPast(say: Say, stack: BenchStack, size: WorkloadSize): Promise<Workload> {
  await stack.freeze(PAST_TENANT, LAST_DAY);
  return send(say, stack, { ...size, tenantId: PAST_TENANT, asOf: closeOf(LAST_DAY), seed: 1 });
}

async function send(say: Say, stack: BenchStack, workload: Workload): Promise<Workload> {
  await publish(workload, stack.log, stack.codec, (sent) => {
    if (sent % SAY_EVERY === 0) say(`${sent} of ${workload.signals} signals sent`);
  });
  return workload;
}
