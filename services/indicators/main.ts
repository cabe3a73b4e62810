import { setTimeout as pause } from 'node:timers/promises';
import { connect, createFactStore, readActivity } from '@bellwether/clickhouse';
import { createCodec, signalTopics } from '@bellwether/contracts';
import { TELEMETRY_TOPICS } from '@bellwether/domain';
import {
  connectKafka,
  partitionOf,
  sourceStateTable,
  tenantRows,
  writeSourceStates,
} from '@bellwether/kafka';
import { runService, serveHealth, systemClock } from '@bellwether/runtime';
import { textReader } from '@bellwether/text';
import { readConfig } from './config.ts';
import { IndicatorsFlow } from './flow.ts';
import { createJournal } from './journal.ts';
import { DEFAULT_SETTINGS } from './ports.ts';
import { runFlow } from './runner.ts';
import { endImportOf } from './steps/end-import.ts';
import { unreadOf } from './steps/unread.ts';

const GROUP = 'indicators';
const TOPICS = signalTopics.map(({ name }) => name);
/** Half of what lies between two flushes at the least. */
const FETCH_EVERY_MS = DEFAULT_SETTINGS.paceMinMs / 2;
const config = readConfig();

runService(GROUP, async ({ log, onStop }) => {
  const { journal, registry } = createJournal(log);
  const codec = await createCodec({ registryUrl: config.SCHEMA_REGISTRY_URL });
  const client = connect({ url: config.CLICKHOUSE_URL });
  onStop('clickhouse', () => client.close());
  const kafka = await connectKafka({ brokers: config.KAFKA_BROKERS, clientId: GROUP, log });
  onStop('kafka', () => kafka.close());
  const writer = await kafka.writer();
  onStop('writer', () => writer.close());
  const rows = tenantRows(codec);
  const registryUrl = config.CLICKHOUSE_SCHEMA_REGISTRY_URL ?? config.SCHEMA_REGISTRY_URL;

  const faults = Promise.withResolvers<never>();
  const flow = new IndicatorsFlow(
    {
      codec,
      store: createFactStore({
        client,
        codec,
        registryUrl,
        indicators: config.CONFIG_DIR,
        onHalved: (refusal) => journal.retrying('ask for half as much', 1, refusal),
      }),
      reader: textReader,
      writer,
      tenants: await kafka.table(rows),
      sources: {
        states: await kafka.table(sourceStateTable(codec)),
        unread: () => unreadOf(kafka, GROUP, TELEMETRY_TOPICS),
        heard: (now) => readActivity(client, now),
        write: (next) => writeSourceStates(kafka, codec, next),
      },
      committed: async (partitions) =>
        (await kafka.committedOffsets(GROUP, TOPICS)).filter((at) => partitions.includes(at.partition)),
      endImport: (tenantId) => endImportOf(tenantId, kafka, rows, TOPICS, systemClock.now),
      partitionOf,
      clock: systemClock,
      pause: (durationMs) => pause(durationMs),
      journal,
    },
    DEFAULT_SETTINGS,
    faults.reject,
  );
  const running = runFlow(
    flow,
    kafka.consumer({ groupId: GROUP, topics: TOPICS, fetchEveryMs: FETCH_EVERY_MS }),
  );
  onStop('pipeline', () => running.stop());
  const failed = Promise.race([running.done, faults.promise]);
  await Promise.race([running.assigned, failed]);

  const health = await serveHealth({
    port: config.HEALTH_PORT,
    ready: () => running.owns(),
    metrics: registry,
  });
  onStop('health', () => health.close());
  return { port: health.port, failed };
});
