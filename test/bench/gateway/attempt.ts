import autocannon from 'autocannon';
import type { Step } from './steps.ts';

export interface Target {
  readonly url: string;
  readonly apiKey: string;
  readonly bodies: readonly string[];
  readonly seconds: number;
}

/** Sends as fast as so many connections can, one request each at a time. Rejects when any was not accepted. */
export async function attempt({ url, apiKey, bodies, seconds }: Target, connections: number): Promise<Step> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    requests: bodies.map((body) => ({ body })),
  });
  const { non2xx, errors, latency, requests } = result;
  // 207 says that some were rejected, and is a 2xx.
  const others = Object.entries(result.statusCodeStats ?? {}).filter(([status]) => status !== '202');
  if (non2xx + errors + others.length > 0)
    throw new Error(`the gateway did not accept all: ${errors} errors, ${JSON.stringify(others)}`);
  return { connections, requestsPerSecond: requests.total / result.duration, p99Ms: latency.p99 };
}
