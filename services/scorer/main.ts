import { setTimeout as pause } from 'node:timers/promises';
import { createCodec } from '@bellwether/contracts';
import { ALL_TENANTS } from '@bellwether/domain';
import {
  connectKafka,
  partitionOf,
  publishScorecard,
  scorecardTable,
  sourceStateTable,
  tenantRows,
} from '@bellwether/kafka';
import { runService, serveHealth, systemClock } from '@bellwether/runtime';
import { readConfig } from './config.ts';
import { every } from './every.ts';
import { createScorer } from './pipeline.ts';
import { GROUP, INPUTS, SCORES } from './ports.ts';
import { createJournal } from './steps/counters.ts';

const TICK_MS = 1_000;
const config = readConfig();
const { indicators, scorecards } = config.CONFIG_DIR;

runService(GROUP, async ({ log, onStop }) => {
  const { journal, registry } = createJournal(log);
  const stopping = new AbortController();
  const codec = await createCodec({ registryUrl: config.SCHEMA_REGISTRY_URL });
  const kafka = await connectKafka({ brokers: config.KAFKA_BROKERS, clientId: GROUP, log });
  onStop('kafka', () => kafka.close());

  const published = await publishScorecard(kafka, codec, {
    tenantId: ALL_TENANTS,
    scorecards,
    author: GROUP,
    now: systemClock.now,
  });
  if (published !== null) log.info({ version: published.version }, 'published the default scorecards');

  const scorer = createScorer({
    codec,
    taker: kafka.taker({ groupId: GROUP, inputs: INPUTS, stateTopic: SCORES }),
    tenants: await kafka.table(tenantRows(codec)),
    scorecards: await kafka.table(scorecardTable(codec)),
    sources: await kafka.table(sourceStateTable(codec)),
    indicators: new Map(indicators.map((indicator) => [indicator.id, indicator])),
    partitionOf,
    clock: systemClock,
    pause: (durationMs) => pause(durationMs),
    journal,
  });
  const consumer = kafka.consumer({ groupId: GROUP, topics: INPUTS });
  onStop('partitions', () => scorer.close());
  onStop('consumer', () => consumer.stop());
  onStop('timers', () => stopping.abort());
  const ticking = every(TICK_MS, () => scorer.tick(systemClock.now()), stopping.signal);
  const failed = Promise.all([consumer.run(scorer), ticking]).then(() => undefined);

  const health = await serveHealth({
    port: config.HEALTH_PORT,
    ready: () => !stopping.signal.aborted,
    metrics: registry,
  });
  onStop('health', () => health.close());
  return { port: health.port, failed };
});
