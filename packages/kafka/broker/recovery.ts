import { setTimeout as delay } from 'node:timers/promises';
import type { Cluster } from 'kafkajs';

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 1_000;
/** Longer than a broker takes to come back after it was killed. */
const GIVE_UP_AFTER_MS = 30_000;

/**
 * Repeats a read until the cluster answers, refreshing what is known about it in between. Only for reads: they
 * have no effect, so doing them again is always right.
 */
export async function withRecovery<T>(cluster: Cluster, read: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS)) {
    try {
      return await read();
    } catch (error) {
      if (!isTransient(error) || performance.now() - startedAt > GIVE_UP_AFTER_MS) throw error;
      const { host, port } = error as { host?: string; port?: number };
      if (host !== undefined && port !== undefined) cluster.removeBroker({ host, port });
      await delay(delayMs);
      await reconnect(cluster);
    }
  }
}

/** Whether kafkajs' error says that the cluster could not be reached or is not ready, rather than that it refuses. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, retriable } = error as { name: string; retriable?: boolean };
  return name.startsWith('KafkaJS') && (retriable === true || name === 'KafkaJSNumberOfRetriesExceeded');
}

/** A failure here shows again, with its cause, at the next attempt. */
async function reconnect(cluster: Cluster): Promise<void> {
  await cluster.connect().catch(() => {});
  await cluster.refreshMetadata().catch(() => {});
}
