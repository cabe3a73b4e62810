import { readFileSync } from 'node:fs';
import type { ServiceProcess } from '../../support/service-process.ts';
import type { BenchContext, Measurement } from '../measurement.ts';
import { createFleet } from '../services/fleet.ts';
import { liveSignals } from '../workload/live.ts';
import { attempt, type Target } from './attempt.ts';
import { bodiesOf } from './bodies.ts';
import { BATCHES, type Found, LIMIT_MS, stepSeconds } from './found.ts';
import { sectionOf } from './section.ts';
import { mostWithin } from './steps.ts';

const TENANT = 'bench';
const CONNECTIONS_MAX = 512;
/** Different ones, sent in turn. */
const BODIES = 100;
/** The limit protects the brokers from one customer; here there is only one. */
const UNLIMITED = '1000000000';
const WARM_UP_CONNECTIONS = 8;

export const gateway: Measurement = {
  id: 'gateway',
  summary: `requests and signals a second with a p99 under ${LIMIT_MS} ms`,
  takes: ['rounds', 'accounts', 'seconds'],
  run: async (context) => {
    const stack = await context.openStack();
    const fleet = createFleet(stack, TENANT);
    try {
      const env = { REQUESTS_PER_SECOND: UNLIMITED };
      const service = await fleet.start('gateway', { env });
      const apiKey = readFileSync(fleet.apiKeyPath, 'utf8').trim();
      return sectionOf(await measure(context, service, apiKey), context);
    } finally {
      await fleet.close();
      await stack.close();
    }
  },
};

async function measure(
  { rounds, seconds, size, say }: BenchContext,
  { port }: ServiceProcess,
  apiKey: string,
): Promise<ReadonlyMap<number, readonly Found[]>> {
  const signals = liveSignals({ ...size, tenantId: TENANT }, 1);
  const url = `http://127.0.0.1:${port}/v1/signals`;
  const found = new Map(BATCHES.map((batch) => [batch as number, [] as Found[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const batch of BATCHES) {
      const bodies = bodiesOf(signals, Date.now(), BODIES, batch);
      const target: Target = { url, apiKey, bodies, seconds: stepSeconds(seconds) };
      if (round === 0) await attempt(target, WARM_UP_CONNECTIONS);
      const step = await mostWithin(LIMIT_MS, CONNECTIONS_MAX, (connections) => attempt(target, connections));
      if (step === null) throw new Error(`${batch} signals a request take ${LIMIT_MS} ms on one connection`);
      found.get(batch)!.push({ ...step, signalsPerSecond: batch * step.requestsPerSecond });
      say(
        `round ${round + 1} of ${rounds}, ${batch} a request: ${step.requestsPerSecond.toFixed(0)} requests a second, ${step.connections} connections`,
      );
    }
  }
  return found;
}
