import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ClickHouse, connect, migrate, publishReferenceData } from '@bellwether/clickhouse';
import { type Codec, createCodec, registerSchemas, topicsKept } from '@bellwether/contracts';
import type { Day } from '@bellwether/domain';
import { connectKafka, type EventLog } from '@bellwether/kafka';
import { addressesToEnv, down, readRecord, reset, type StackAddresses, up } from '@bellwether/local-stack';
import { createLogger } from '@bellwether/runtime';
import { TEST_MONEY } from '@bellwether/testkit';
import { Kafka, logLevel } from 'kafkajs';
import { freezeTenant } from '../support/freeze.ts';

const DIRECTORY = fileURLToPath(new URL('../../.bellwether/bench/stack', import.meta.url));

/** A stack of the benchmark's own, with hands on the log and on ClickHouse. */
export interface BenchStack {
  readonly addresses: StackAddresses;
  readonly log: EventLog;
  readonly codec: Codec;
  readonly clickhouse: ClickHouse;
  /** What a service reads its addresses from. */
  readonly env: Readonly<Record<string, string>>;
  /** One line about what is going on. */
  readonly say: (line: string) => void;
  /** As if the group had never read anything; it must have no members. */
  forgetGroup(groupId: string): Promise<void>;
  dropTopic(name: string): Promise<void>;
  /** The tenant's as-of stands at the close of a day from now on. */
  freeze(tenantId: string, day: Day): Promise<void>;
  /** Lets go of it and leaves it running. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

/** Brings it up, empty; closing it removes all it held. */
export async function openStack(say: BenchStack['say']): Promise<BenchStack> {
  await clearStack();
  return connectTo(await upStack(say), say);
}

/** Ends the benchmark's stack, if it runs, and removes all it held. */
export async function clearStack(): Promise<void> {
  mkdirSync(DIRECTORY, { recursive: true });
  await reset(DIRECTORY);
}

/** The broker, the registry and the engine, with what they held before. */
export function upStack(say: BenchStack['say']): Promise<StackAddresses> {
  return up({ dir: DIRECTORY, attached: true, usualPorts: false, log: say });
}

/** Ends them; what they hold stays. */
export async function downStack(): Promise<void> {
  await down(DIRECTORY);
}

/** The process ids of the stack by component; empty where it runs elsewhere. */
export function stackProcesses(): ReadonlyMap<string, number> {
  const processes = Object.entries(readRecord(DIRECTORY)?.processes ?? {});
  return new Map(processes.map(([name, { pid }]) => [name, pid]));
}

/** Makes the tables, schemas and topics that are missing. */
export async function connectTo(running: StackAddresses, say: BenchStack['say']): Promise<BenchStack> {
  const { kafka, schemaRegistry, clickhouse: server } = running;
  const addresses = { kafka, schemaRegistry, clickhouse: server };
  const clickhouse = connect({ url: server.url });
  const log = await connectKafka({
    brokers: kafka.brokers,
    clientId: 'bench',
    log: createLogger('bench', 'silent'),
  });
  await migrate(clickhouse);
  // What peers and oracles convert at.
  await publishReferenceData(clickhouse, TEST_MONEY);
  await registerSchemas(schemaRegistry.url);
  await log.ensureTopics(topicsKept);
  const codec = await createCodec({ registryUrl: schemaRegistry.url });
  const admin = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const disconnect = async () => {
    await Promise.all([log.close(), admin.disconnect(), clickhouse.close()]);
  };
  return {
    addresses,
    log,
    codec,
    clickhouse,
    env: addressesToEnv(addresses),
    say,
    forgetGroup: async (groupId) => {
      const known = await admin.listGroups();
      if (known.groups.some((group) => group.groupId === groupId)) await admin.deleteGroups([groupId]);
    },
    dropTopic: (name) => admin.deleteTopics({ topics: [name] }),
    freeze: async (tenantId, day) => void (await freezeTenant(log, codec, tenantId, day)),
    disconnect,
    close: async () => {
      await disconnect();
      await reset(DIRECTORY);
    },
  };
}
