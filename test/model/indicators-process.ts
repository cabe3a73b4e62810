import type { EventLog } from '@bellwether/kafka';
import { IndicatorsFlow } from '../../services/indicators/flow.ts';
import {
  DEFAULT_SETTINGS,
  type IndicatorsPorts,
  type IndicatorsSettings,
  type Journal,
  type SourceWatch,
} from '../../services/indicators/ports.ts';
import { endImportOf } from '../../services/indicators/steps/end-import.ts';
import { Process } from './effects.ts';
import { READER, SIGNAL_TOPICS } from './facts.ts';
import type { Group } from './group.ts';
import { Instance, untilItAnswers } from './instance.ts';
import { jsonCodec } from './json-codec.ts';
import { openLog } from './log-client.ts';
import { breakRule } from './mutations.ts';
import { openStore } from './store.ts';
import { tenantRows } from './tenants.ts';
import type { World } from './world.ts';

/** Small pages, queries and backlogs, so that work is cut where it can be; no pacing, since the model paces it. */
export const MODEL_SETTINGS: IndicatorsSettings = {
  ...DEFAULT_SETTINGS,
  batchRecordsMax: 6,
  gatherMs: 0,
  paceMinMs: 0,
  paceMaxMs: 0,
  backlogRecordsMin: 3,
  settleAccountsMax: 4,
  pageAccounts: 2,
  pageAccountsMax: 4,
  evaluationsMax: 40,
};

/** One process of the indicators service: the real pipeline over the model's log, store and clock. */
export function startIndicators(world: World, group: Group, name: string): Instance {
  const instance = new Instance(new Process(name), group);
  void boot(world, instance);
  return instance;
}

async function boot(world: World, instance: Instance): Promise<void> {
  const { process } = instance;
  const log = openLog(world.broker, process);
  const tenants = await untilItAnswers(() => log.table(tenantRows));
  const writer = await log.writer();
  const ports: IndicatorsPorts = {
    codec: jsonCodec,
    store: openStore(world, process),
    reader: READER,
    writer,
    tenants,
    sources: NOBODY_HEARD,
    committed: (partitions) => committedOf(instance.group.groupId, log, partitions),
    endImport: (tenantId) => endImportOf(tenantId, log, tenantRows, SIGNAL_TOPICS, world.clock.now),
    partitionOf: world.partitionOf,
    clock: world.clock,
    pause: () => process.effect('pause', () => {}, true),
    journal: SILENT,
  };
  const flow = new IndicatorsFlow(breakRule(world.broken, ports, world, process), MODEL_SETTINGS, (error) =>
    world.faults.push(error),
  );
  instance.startedUp(flow, () => void flow.tick());
}

async function committedOf(groupId: string, log: EventLog, partitions: readonly number[]) {
  const offsets = await log.committedOffsets(groupId, SIGNAL_TOPICS);
  return offsets.filter((offset) => partitions.includes(offset.partition));
}

/** Fleets of the model are too small to go quiet; what rows do to a scorer is another process's part. */
const NOBODY_HEARD: SourceWatch = {
  states: { catchUp: () => Promise.resolve(), get: () => undefined, entries: () => new Map().entries() },
  unread: () => Promise.resolve(new Map()),
  heard: () => Promise.resolve([]),
  write: () => Promise.resolve([]),
};

const ignore = () => {};
export const SILENT: Journal = {
  received: ignore,
  accepted: ignore,
  deadLettered: ignore,
  stored: ignore,
  published: ignore,
  flushed: ignore,
  took: ignore,
  retrying: ignore,
  assigned: ignore,
  endedImport: ignore,
  sourceState: ignore,
};
