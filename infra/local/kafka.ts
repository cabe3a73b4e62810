import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Component, launch, type OnSpawn, READY_WITHIN_MS } from './component.ts';
import { kafkaAnswers } from './probes.ts';
import { vendorKafka } from './vendor.ts';

export interface KafkaOptions {
  /** Holds `kafka/` (data) and `logs/`. */
  dir: string;
  port: number;
  controllerPort: number;
  onSpawn?: OnSpawn;
}

const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const MEMORY = ['-Xms128m', '-Xmx512m', '-XX:MaxDirectMemorySize=128m'];
const LOGGING = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
];

/** Starts one KRaft node, broker and controller in one, on loopback; its data survive a kill. */
export async function startKafka({ dir, port, controllerPort, onSpawn }: KafkaOptions): Promise<Component> {
  const home = join(dir, 'kafka');
  const classPath = join(vendorKafka(), '*');
  const properties = join(home, 'server.properties');
  mkdirSync(home, { recursive: true });
  writeFileSync(properties, serverProperties(join(home, 'data'), port, controllerPort));
  await formatOnce(join(home, 'data'), classPath, properties);
  const spec = {
    name: 'kafka' as const,
    command: 'java',
    args: [...JVM, ...MEMORY, ...LOGGING, '-cp', classPath, 'kafka.Kafka', properties],
    env: {},
    logFile: join(dir, 'logs', 'kafka.log'),
    readyWithinMs: READY_WITHIN_MS,
    ready: () => kafkaAnswers('127.0.0.1', port),
    stopGraceMs: 10_000,
  };
  return await launch(spec, onSpawn);
}

/** `meta.properties` is what formatting writes; a directory without it holds nothing worth keeping. */
async function formatOnce(data: string, classPath: string, properties: string): Promise<void> {
  if (existsSync(join(data, 'meta.properties'))) return;
  rmSync(data, { recursive: true, force: true });
  const format = ['format', '-t', clusterIdOf(randomBytes(16)), '-c', properties];
  await promisify(execFile)('java', [...JVM, '-cp', classPath, 'kafka.tools.StorageTool', ...format]);
}

/** 16 random bytes as Kafka writes an id. One that started with a dash would be taken for an option: it starts with a letter. */
export function clusterIdOf(bytes: Uint8Array): string {
  const [first = 0, ...rest] = bytes;
  return Buffer.from([first & 0b0111_1111, ...rest]).toString('base64url');
}

function serverProperties(data: string, port: number, controllerPort: number): string {
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': data,
    // One node: every internal topic has one replica, and few partitions to open.
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 3,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 3,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'auto.create.topics.enable': false,
    'group.initial.rebalance.delay.ms': 0,
    // After a kill the broker waits for its own old session to expire.
    'broker.heartbeat.interval.ms': 250,
    'broker.session.timeout.ms': 2000,
    'log.cleaner.dedupe.buffer.size': 8_388_608,
    'log.message.timestamp.type': 'LogAppendTime',
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
