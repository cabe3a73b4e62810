import type { AddressInfo } from 'node:net';
import { createCodec } from '@bellwether/contracts';
import { connectKafka } from '@bellwether/kafka';
import { runService, serveHealth, systemClock } from '@bellwether/runtime';
import { createFirstKey, localKeyPath, openApiKeys } from './api-keys.ts';
import { readConfig } from './config.ts';
import { createCounters } from './counters.ts';
import { nativeFormat } from './formats/native.ts';
import { overridesFormat } from './formats/overrides.ts';
import { watchBrokers } from './reachable.ts';
import { createSender } from './sender.ts';
import { createServer } from './server.ts';

const config = readConfig();
/** Any topic does: what is asked is whether there is an answer. */
const ASKED_FOR = 'signals.login';

runService('gateway', async ({ log, onStop }) => {
  const { API_KEYS_FILE, API_KEYS_CREATE } = config;
  const key = API_KEYS_CREATE === undefined ? null : await createFirstKey(API_KEYS_FILE, API_KEYS_CREATE);
  if (key !== null && API_KEYS_CREATE !== undefined) {
    // Not the key itself: logs are read by more people, and kept for longer.
    const keptIn = localKeyPath(API_KEYS_FILE, API_KEYS_CREATE);
    log.info({ tenantId: API_KEYS_CREATE, keptIn }, 'made an API key');
  }
  const apiKeys = await openApiKeys(API_KEYS_FILE, systemClock, (error) =>
    log.warn({ err: error }, 'the API keys stay as they were'),
  );
  const codec = await createCodec({ registryUrl: config.SCHEMA_REGISTRY_URL });
  const kafka = await connectKafka({ brokers: config.KAFKA_BROKERS, clientId: 'gateway', log });
  onStop('kafka', () => kafka.close());
  const writer = await kafka.writer();
  onStop('writer', () => writer.close());

  const brokers = watchBrokers(() => kafka.endOffsets([ASKED_FOR]), systemClock);
  const counters = createCounters();
  const sender = createSender(
    writer,
    { maxInFlight: config.MAX_IN_FLIGHT, timeoutMs: config.SEND_TIMEOUT_MS },
    {
      heard: brokers.heard,
      failed: (error) => log.warn({ err: error }, 'Kafka did not take signals'),
    },
  );
  const server = await createServer({
    codec,
    sender,
    counters,
    apiKeys,
    reachable: brokers.reachable,
    clock: systemClock,
    formats: [nativeFormat, overridesFormat],
    limits: { maxBodyBytes: config.MAX_BODY_BYTES, requestsPerSecond: config.REQUESTS_PER_SECOND },
  });
  const health = await serveHealth({
    port: config.HEALTH_PORT,
    ready: brokers.reachable,
    metrics: counters.registry,
  });
  onStop('health', () => health.close());
  await server.listen({ host: config.GATEWAY_HOST, port: config.GATEWAY_PORT });
  onStop('server', () => server.close());
  log.info({ healthPort: health.port }, 'metrics and health');
  return { port: (server.server.address() as AddressInfo).port };
});
