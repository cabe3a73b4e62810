import { Kafka, logLevel } from 'kafkajs';
import type { PeerOptions } from './peer.ts';

/**
 * Deletes what a run has made for itself, such as changelogs: else the broker goes on compacting them, beside the next
 * run. The output stays, to be checked.
 */
export async function dropTopicsOf({ brokers, groupId, outputTopic }: PeerOptions): Promise<void> {
  const kafka = new Kafka({
    clientId: 'peers',
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter(
      (topic) => topic.includes(groupId) && topic !== outputTopic,
    );
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
