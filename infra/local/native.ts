import { addressesAt, type StackAddresses, type StackPorts } from './addresses.ts';
import { attach } from './attach.ts';
import { clearClickHouseSpool, startClickHouse } from './clickhouse.ts';
import type { Component, ComponentName } from './component.ts';
import { requireJava } from './java.ts';
import { startKafka } from './kafka.ts';
import { areFree, choosePorts } from './ports.ts';
import { endProcess, identify, isAlive, type ProcessId } from './process-id.ts';
import type { OnProgress } from './progress.ts';
import { readRecord, type StackRecord, writeRecord } from './record.ts';
import { startRegistry } from './registry.ts';
import { ensureVendor } from './vendor.ts';

export interface NativeOptions {
  dir: string;
  attached: boolean;
  /** False takes free ports at once: a test's stack must not sit where a developer's belongs. */
  usualPorts: boolean;
  onProgress: OnProgress;
}

/** Longer than any component's own: they are stopped side by side. */
const STOP_GRACE_MS = 12_000;

const ATTEMPTS_MAX = 3;

/** Starts the three processes side by side. When one fails, the others are stopped. */
export async function upNative(options: NativeOptions): Promise<StackAddresses> {
  await requireJava();
  await ensureVendor(({ file, size }) => options.onProgress({ step: 'download', file, size }));
  for (let attempt = 1; ; attempt++) {
    const ports = await choosePorts(readRecord(options.dir)?.ports, options.usualPorts ? undefined : {});
    try {
      return await startOn(ports, options);
    } catch (error) {
      // Between our choice and our use of a port another process may have taken it.
      if (attempt === ATTEMPTS_MAX || (await areFree(ports))) throw error;
    }
  }
}

async function startOn(
  ports: StackPorts,
  { dir, attached, onProgress }: NativeOptions,
): Promise<StackAddresses> {
  const record: StackRecord = {
    source: 'native',
    attached,
    owner: identify(process.pid)!,
    ports,
    addresses: null,
    processes: {},
  };
  writeRecord(dir, record);
  const onSpawn = (name: ComponentName, id: ProcessId) => {
    record.processes[name] = id;
    writeRecord(dir, record);
    if (attached) attach(id);
  };
  const starting = startAll(dir, ports, onSpawn).map(async (start) => {
    const { name } = await start;
    onProgress({ step: 'ready', component: name });
  });
  const outcomes = await Promise.allSettled(starting);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await downNative(dir, record);
    throw failed.reason;
  }
  record.addresses = addressesAt(ports);
  writeRecord(dir, record);
  return record.addresses;
}

function startAll(
  dir: string,
  ports: StackPorts,
  onSpawn: (name: ComponentName, id: ProcessId) => void,
): Promise<Component>[] {
  return [
    startKafka({ dir, port: ports.kafka, controllerPort: ports.kafkaController, onSpawn }),
    startRegistry({ dir, port: ports.schemaRegistry, onSpawn }),
    startClickHouse({ dir, port: ports.clickhouse, onSpawn }),
  ];
}

/** Ends every process of the record that is still ours, and keeps the ports for the next start. */
export async function downNative(dir: string, record: StackRecord): Promise<void> {
  await Promise.all(Object.values(record.processes).map((id) => endProcess(id, STOP_GRACE_MS)));
  clearClickHouseSpool(dir);
  writeRecord(dir, { ...record, addresses: null, processes: {} });
}

/** Whether the recorded stack runs as a whole and has an owner where it needs one. */
export function nativeRuns(record: StackRecord): boolean {
  const ids = Object.values(record.processes);
  const owned = !record.attached || isAlive(record.owner);
  return record.addresses !== null && owned && ids.length > 0 && ids.every(isAlive);
}
