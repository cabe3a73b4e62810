import { rmSync } from 'node:fs';
import { addressesFromEnv, type StackAddresses } from './addresses.ts';
import { dockerAnswers, downDocker, hasContainers, upDocker } from './docker.ts';
import { withLock } from './lock.ts';
import { downNative, nativeRuns, upNative } from './native.ts';
import { httpAnswers, kafkaAnswers } from './probes.ts';
import { isAlive } from './process-id.ts';
import type { OnProgress } from './progress.ts';
import { readRecord } from './record.ts';

export interface UpOptions {
  /** Data, logs and `stack.json`: `.bellwether/` of the checkout. */
  dir: string;
  log?: (line: string) => void;
  onProgress?: OnProgress;
  /**
   * True: the stack is this process's own and ends with it, by `down` or at the latest at its exit.
   * False: it goes on when this process ends, until somebody calls `down`.
   */
  attached?: boolean;
  /** False: free ports at once. */
  usualPorts?: boolean;
  /** False: native even where a Docker engine answers. */
  docker?: boolean;
  env?: NodeJS.ProcessEnv;
}

/** A stack that answers. */
export interface RunningStack extends StackAddresses {
  source: 'environment' | 'docker' | 'native';
  /** Whether this call started it: then stopping it is the caller's task. */
  started: boolean;
}

export interface StackStatus extends Omit<RunningStack, 'started'> {
  ready: Record<'kafka' | 'schemaRegistry' | 'clickhouse', boolean>;
}

/**
 * Brings the stack up: the one the environment names, else the one that runs already, else as it was last time, else
 * Docker if an engine answers, else native processes. What a killed start left behind is ended first.
 */
export async function up(options: UpOptions): Promise<RunningStack> {
  const { dir, log = () => undefined, onProgress = () => undefined, env = process.env } = options;
  const given = addressesFromEnv(env);
  if (given !== undefined) return { ...given, source: 'environment', started: false };
  return await withLock(dir, async () => {
    const record = readRecord(dir);
    if (record?.source === 'native') {
      if (nativeRuns(record)) return { ...record.addresses!, source: 'native', started: false };
      const left = Object.values(record.processes);
      if (left.length > 0)
        log(`ending what an earlier start left behind (${left.map((id) => id.pid).join(', ')})`);
      await downNative(dir, record);
    }
    const attached = options.attached ?? false;
    // A directory stays with what keeps its data, else they would seem to be gone.
    const kept = options.docker === false ? 'native' : record?.source;
    if (kept !== 'native' && (await dockerAnswers())) {
      onProgress({ step: 'images' });
      const started = record?.source !== 'docker' || record.addresses === null;
      return { ...(await upDocker(dir, attached)), source: 'docker', started };
    }
    if (kept === 'docker') {
      throw new Error(
        `Docker keeps the data of ${dir} and does not answer: start its engine, or remove ${dir}/stack.json to begin with nothing`,
      );
    }
    const usualPorts = options.usualPorts ?? true;
    const addresses = await upNative({ dir, attached, usualPorts, onProgress });
    return { ...addresses, source: 'native', started: true };
  });
}

/** Where the stack is, without starting anything; undefined when none is up. */
export function findStack(dir: string, env = process.env): Omit<RunningStack, 'started'> | undefined {
  const given = addressesFromEnv(env);
  if (given !== undefined) return { ...given, source: 'environment' };
  const record = readRecord(dir);
  if (record === undefined || record.addresses === null) return undefined;
  if (record.source === 'native' && !nativeRuns(record)) return undefined;
  return { ...record.addresses, source: record.source };
}

/** Asks every component of the stack whether it answers; undefined when none is up. */
export async function status(dir: string, env = process.env): Promise<StackStatus | undefined> {
  const stack = findStack(dir, env);
  if (stack === undefined) return undefined;
  const brokers = stack.kafka.brokers.map((broker) => {
    const at = broker.lastIndexOf(':');
    return kafkaAnswers(broker.slice(0, at), Number(broker.slice(at + 1)));
  });
  const [kafka, schemaRegistry, clickhouse] = await Promise.all([
    Promise.all(brokers).then((answers) => answers.some(Boolean)),
    httpAnswers(`${stack.schemaRegistry.url}/subjects`),
    httpAnswers(`${stack.clickhouse.url}/ping`),
  ]);
  return { ...stack, ready: { kafka, schemaRegistry, clickhouse } };
}

/** Stops the stack of a directory gracefully; its data stay. False when none was up. */
export async function down(dir: string): Promise<boolean> {
  return await withLock(dir, async () => {
    const record = readRecord(dir);
    if (record === undefined) return false;
    // Asked instead of the record: a start that was cut off leaves containers that it did not live to write down.
    if (record.source === 'docker') {
      const wasUp = await hasContainers(dir, record);
      if (wasUp) await downDocker(dir, record);
      return wasUp;
    }
    const wasUp = record.addresses !== null || Object.keys(record.processes).length > 0;
    await downNative(dir, record);
    return wasUp;
  });
}

/** Stops the stack and removes everything it kept: data, logs, ports. */
export async function reset(dir: string): Promise<void> {
  await withLock(dir, async () => {
    const record = readRecord(dir);
    if (record?.source === 'docker') await downDocker(dir, record, { volumes: true });
    if (record?.source === 'native') await downNative(dir, record);
    for (const part of ['kafka', 'registry', 'clickhouse', 'logs', 'stack.json']) {
      rmSync(`${dir}/${part}`, { recursive: true, force: true });
    }
  });
}

/** The process a directory's stack belongs to; undefined when it has no record or belongs to nobody. */
export function findOwner(dir: string): { pid: number; alive: boolean } | undefined {
  const record = readRecord(dir);
  return record === undefined ? undefined : { pid: record.owner.pid, alive: isAlive(record.owner) };
}
