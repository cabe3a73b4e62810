import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, ITopicConfig, ITopicMetadata } from 'kafkajs';
import { LogError } from '../errors.ts';
import type { TopicSpec } from '../ports.ts';

/** Kafka's number for it; the constant kafkajs has for it cannot be imported by name from an ES module. */
const TOPIC_RESOURCE = 2;
const TIMESTAMP_TYPE = 'message.timestamp.type';
const CLEANUP_POLICY = 'cleanup.policy';
const COMPACTION_LAG = 'min.compaction.lag.ms';
/** Event time lives in the payload: a year-old event time here would be expired within minutes. */
const LOG_APPEND_TIME = 'LogAppendTime';

const CREATED_WITHIN_MS = 20_000;
const NOT_YET = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

/** See {@link EventLog.ensureTopics}. */
export async function ensureTopics(admin: Admin, specs: readonly TopicSpec[]): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = specs.filter(({ name }) => !existing.has(name));
  // False when another process created one of them meanwhile; the check below decides all the same.
  if (missing.length > 0) await admin.createTopics({ topics: missing.map(toConfig), waitForLeaders: false });
  const problems = [...(await countProblems(admin, specs)), ...(await settingProblems(admin, specs))];
  if (problems.length > 0)
    throw new LogError('TOPIC_MISMATCH', `topics are not as needed: ${problems.join('; ')}`);
}

function toConfig(spec: TopicSpec): ITopicConfig {
  const { name, partitions, retentionMs } = spec;
  const retention = retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }];
  const configEntries = [
    ...requiredOf(spec).map(([setting, value]) => ({ name: setting, value })),
    ...retention,
  ];
  return { topic: name, numPartitions: partitions, configEntries };
}

/** What results depend on, so that topics that somebody else made must have it too. */
function requiredOf({ cleanup, compactionLagMs }: TopicSpec): [name: string, value: string][] {
  return [
    [TIMESTAMP_TYPE, LOG_APPEND_TIME],
    [CLEANUP_POLICY, cleanup],
    ...(compactionLagMs === undefined ? [] : [[COMPACTION_LAG, String(compactionLagMs)] as [string, string]]),
  ];
}

async function countProblems(admin: Admin, specs: readonly TopicSpec[]): Promise<string[]> {
  const { topics } = await metadataOf(
    admin,
    specs.map(({ name }) => name),
  );
  const counts = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
  return specs
    .filter(({ name, partitions }) => counts.get(name) !== partitions)
    .map(
      ({ name, partitions }) => `${name} has ${counts.get(name) ?? 0} partitions instead of ${partitions}`,
    );
}

/** A broker learns of a new topic some time after it was created; kafkajs does not wait for that. */
async function metadataOf(admin: Admin, topics: string[]): Promise<{ topics: ITopicMetadata[] }> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return await admin.fetchTopicMetadata({ topics });
    } catch (error) {
      const isNew = NOT_YET.has(String((error as { type?: unknown }).type));
      if (!isNew || performance.now() - startedAt > CREATED_WITHIN_MS) throw error;
      await delay(50);
    }
  }
}

async function settingProblems(admin: Admin, specs: readonly TopicSpec[]): Promise<string[]> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: specs.map(({ name }) => ({
      type: TOPIC_RESOURCE,
      name,
      configNames: [TIMESTAMP_TYPE, CLEANUP_POLICY, COMPACTION_LAG],
    })),
  });
  const found = new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      new Map(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
  return specs.flatMap((spec) =>
    requiredOf(spec).flatMap(([setting, wanted]) => {
      const value = found.get(spec.name)?.get(setting);
      return value === wanted ? [] : [`${spec.name} has ${setting} ${value} instead of ${wanted}`];
    }),
  );
}
