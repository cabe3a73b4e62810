import { connect } from '@bellwether/clickhouse';
import { createCodec } from '@bellwether/contracts';
import { connectKafka } from '@bellwether/kafka';
import { runService, serveHealth, systemClock } from '@bellwether/runtime';
import { readConfig } from './config.ts';
import { ACCOUNT_TOPICS, CONTROL_TOPICS } from './landings.ts';
import { historyPipeline, LIMITS } from './pipeline.ts';
import { createCounters } from './steps/counters.ts';
import { deadLetters } from './steps/dead-letters.ts';
import { clickHouseHistory } from './store.ts';

/** Fetches of two consumers, a group and its rows are in memory at once: in a long backlog larger ones make the peak. */
const FETCH_BYTES_MAX = 4 * 1024 * 1024;
const config = readConfig();

runService('history', async ({ log, onStop }) => {
  const counters = createCounters();
  const stopping = new AbortController();
  const codec = await createCodec({ registryUrl: config.SCHEMA_REGISTRY_URL });
  const client = connect({ url: config.CLICKHOUSE_URL });
  onStop('clickhouse', () => client.close());
  const kafka = await connectKafka({ brokers: config.KAFKA_BROKERS, clientId: 'history', log });
  onStop('kafka', () => kafka.close());
  const writer = await kafka.writer();
  onStop('writer', () => writer.close());

  const registryUrl = config.CLICKHOUSE_SCHEMA_REGISTRY_URL ?? config.SCHEMA_REGISTRY_URL;
  const pipeline = () =>
    historyPipeline({
      codec,
      store: clickHouseHistory({ client, codec, registryUrl }),
      deadLetters: deadLetters({ codec, writer, log, clock: systemClock }),
      log,
      flushed: counters.count,
      stopped: stopping.signal,
      limits: LIMITS,
    });
  const consumer = (groupId: string, topics: readonly string[]) =>
    kafka.consumer({ groupId, topics, fetchBytesMax: FETCH_BYTES_MAX });
  const accounts = consumer('history', ACCOUNT_TOPICS);
  const control = consumer('history-control', CONTROL_TOPICS);
  onStop('work', () => stopping.abort());
  onStop('consumers', async () => void (await Promise.all([accounts.stop(), control.stop()])));
  const failed = Promise.all([accounts.run(pipeline()), control.run(pipeline())]).then(() => undefined);

  const health = await serveHealth({
    port: config.HEALTH_PORT,
    ready: () => !stopping.signal.aborted,
    metrics: counters.registry,
  });
  onStop('health', () => health.close());
  return { port: health.port, failed };
});
