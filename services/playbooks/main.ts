import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '@bellwether/clickhouse';
import { createCodec } from '@bellwether/contracts';
import { DAY_MS } from '@bellwether/domain';
import { connectKafka } from '@bellwether/kafka';
import { runService, serveHealth, systemClock } from '@bellwether/runtime';
import { clickHouseRuns } from './clickhouse-runs.ts';
import { readConfig } from './config.ts';
import { playbooksPipeline } from './pipeline.ts';
import { createCounters } from './steps/counters.ts';

const FIRST_PAUSE_MS = 500;
const DRAIN_MS_MAX = 10_000;
/** A change is small and read one by one: a large fetch would cost memory and save nothing. */
const FETCH_BYTES_MAX = 512 * 1024;
const config = readConfig();

runService('playbooks', async ({ log, onStop }) => {
  const counters = createCounters();
  const stopping = new AbortController();
  const codec = await createCodec({ registryUrl: config.SCHEMA_REGISTRY_URL });
  const client = connect({ url: config.CLICKHOUSE_URL });
  onStop('clickhouse', () => client.close());
  const kafka = await connectKafka({ brokers: config.KAFKA_BROKERS, clientId: 'playbooks', log });
  onStop('kafka', () => kafka.close());
  const writer = await kafka.writer();
  onStop('writer', () => writer.close());

  const pipeline = playbooksPipeline(
    {
      codec,
      writer,
      runs: clickHouseRuns(client),
      webhook: { fetch, secrets: process.env, firstPauseMs: FIRST_PAUSE_MS, stopped: stopping.signal },
      log,
      clock: systemClock,
      actWithinMs: config.PLAYBOOKS_ACT_WITHIN_DAYS * DAY_MS,
      tooOld: (changes) => {
        counters.tooOld(changes);
        log.warn({ changes, days: config.PLAYBOOKS_ACT_WITHIN_DAYS }, 'score changes are too old to act on');
      },
      ran: counters.count,
    },
    config.PLAYBOOKS_DIR,
  );
  const consumer = kafka.consumer({
    groupId: 'playbooks',
    topics: ['health.score-changes'],
    fetchBytesMax: FETCH_BYTES_MAX,
  });
  // What is still under way then gives up unrecorded; it comes again with the same idempotency keys.
  onStop('work', async () => {
    await Promise.race([pipeline.idle(), pause(DRAIN_MS_MAX)]);
    stopping.abort();
  });
  onStop('consumer', () => consumer.stop());
  const failed = consumer.run(pipeline.handlers);

  const health = await serveHealth({
    port: config.HEALTH_PORT,
    ready: () => !stopping.signal.aborted,
    metrics: counters.registry,
  });
  onStop('health', () => health.close());
  log.info({ playbooks: config.PLAYBOOKS_DIR.map((playbook) => playbook.id) }, 'playbooks loaded');
  return { port: health.port, failed };
});
