import { memoryCodec } from '@bellwether/contracts';
import { createMemoryLog, type RecordWriter } from '@bellwether/kafka';
import { onTestFinished } from 'vitest';
import { createCounters } from './counters.ts';
import { nativeFormat } from './formats/native.ts';
import { overridesFormat } from './formats/overrides.ts';
import { watchBrokers } from './reachable.ts';
import { createSender, type SenderLimits } from './sender.ts';
import { createServer, type GatewayParts } from './server.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);

interface Options {
  writer?: Pick<RecordWriter, 'write'>;
  limits?: Partial<SenderLimits>;
  gateway?: Partial<GatewayParts['limits']>;
}

/** A gateway over a log in memory, as the tests of this folder talk to it. */
export async function gateway({ writer, limits, gateway: overrides }: Options = {}) {
  const codec = await memoryCodec();
  const log = createMemoryLog();
  const client = log.client('gateway');
  await client.ensureTopics([
    { name: 'signals.login', partitions: 12, cleanup: 'delete' },
    { name: 'signals.ticket', partitions: 12, cleanup: 'delete' },
    { name: 'health.overrides', partitions: 12, cleanup: 'delete' },
  ]);
  const clock = { now: () => NOW };
  const brokers = watchBrokers(async () => undefined, clock);
  const sender = createSender(
    writer ?? (await client.writer()),
    { maxInFlight: 100, timeoutMs: 1_000, ...limits },
    { heard: brokers.heard, failed: () => {} },
  );
  const counters = createCounters();
  const app = await createServer({
    codec,
    sender,
    counters,
    reachable: brokers.reachable,
    clock,
    apiKeys: { tenantOf: async (key) => (key === 'good' ? 'demo' : null) },
    formats: [nativeFormat, overridesFormat],
    limits: { maxBodyBytes: 10_000, requestsPerSecond: 100, ...overrides },
  });
  onTestFinished(() => app.close());
  const post = async (
    payload: unknown,
    headers: Record<string, string> = { 'x-api-key': 'good' },
    url = '/v1/signals',
  ) =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const written = () => log.records('signals.login').map(({ value }) => codec.decode('signals.login', value));
  const total = async (name: string) => {
    const metric = await counters.registry.getSingleMetric(name)?.get();
    return metric?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
  };
  return { app, post, written, total, log, codec };
}
