import type { Logger } from '@bellwether/runtime';
import { Kafka, type RetryOptions } from 'kafkajs';
import { kafkaLogCreator } from './log-creator.ts';

export interface Connection {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: Logger;
}

/** Survives a restart of the broker (some 12 s) before giving up. */
const PATIENT: RetryOptions = { initialRetryTime: 100, maxRetryTime: 2_000, retries: 12 };

/**
 * A client of its own for every consumer and producer. kafkajs keeps one map of committed offsets per client and
 * group: two members of a group that share a client clear each other's entries.
 */
export function createClient({ brokers, clientId, log }: Connection, retry: RetryOptions = PATIENT): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    retry,
    connectionTimeout: 3_000,
    logCreator: kafkaLogCreator(log),
  });
}
