import { type Codec, memoryCodec, signalTopics, topics } from '@bellwether/contracts';
import {
  accountKey,
  changeFromWire,
  type FactStore,
  type IndicatorChange,
  implicitTenant,
  type SourceState,
  TELEMETRY_TOPICS,
  type Tenant,
  type WireIndicatorChange,
} from '@bellwether/domain';
import {
  createMemoryLog,
  type EffectHook,
  type MemoryClient,
  partitionOf,
  sourceStateTable,
  tenantRows,
  writeSourceStates,
} from '@bellwether/kafka';
import { activityOf, MemoryFactStore } from '@bellwether/testkit';
import { textReader } from '@bellwether/text';
import { vi } from 'vitest';
import { IndicatorsFlow } from '../../services/indicators/flow.ts';
import { DEFAULT_SETTINGS, type IndicatorsPorts, type Journal } from '../../services/indicators/ports.ts';
import { type RunningFlow, runFlow } from '../../services/indicators/runner.ts';
import { endImportOf } from '../../services/indicators/steps/end-import.ts';
import { unreadOf } from '../../services/indicators/steps/unread.ts';

export const NOON = Date.parse('2026-03-10T12:00:00.000Z');
export const HOUR_MS = 3_600_000;
const GROUP = 'indicators';
const TOPICS = signalTopics.map(({ name }) => name);
const LOOK_MS = DEFAULT_SETTINGS.lookEveryMs;

export interface Instance {
  readonly client: MemoryClient;
  readonly running: RunningFlow;
}

export type Signal = { readonly topic: string; readonly eventId: string } & Record<string, unknown>;

/** A log, a fact store and a clock in memory, with as many instances of the service as a test likes. */
export async function indicatorsWorld() {
  const codec = await memoryCodec();
  const clock = { at: NOON, now: () => clock.at };
  const log = createMemoryLog({ now: clock.now });
  const setup = log.client('setup');
  await setup.ensureTopics(topics);
  const writer = await setup.writer();
  const rows = tenantRows(codec);
  const store = new MemoryFactStore({ decode: (topic, wire) => decodeWhole(codec, topic, wire) });
  const read = <T>(topic: string): T[] =>
    log.records(topic).map(({ value }) => decodeWhole(codec, topic, value as Buffer) as T);

  async function start(
    name: string,
    change: Partial<IndicatorsPorts> = {},
    hook?: EffectHook,
  ): Promise<Instance> {
    const client = log.client(name, hook);
    const ports: IndicatorsPorts = {
      codec,
      store,
      reader: textReader,
      writer: await client.writer(),
      tenants: await client.table(rows),
      sources: {
        states: await client.table(sourceStateTable(codec)),
        unread: () => unreadOf(client, GROUP, TELEMETRY_TOPICS),
        heard: async (now) => activityOf(store.facts(), now),
        write: (next) => writeSourceStates(client, codec, next),
      },
      committed: async (partitions) =>
        (await client.committedOffsets(GROUP, TOPICS)).filter((at) => partitions.includes(at.partition)),
      endImport: (tenantId) => endImportOf(tenantId, client, rows, TOPICS, clock.now),
      partitionOf,
      clock,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      journal: SILENT,
      ...change,
    };
    const settings = { ...DEFAULT_SETTINGS, gatherMs: 0, paceMinMs: 0, paceMaxMs: 0 };
    const flow = new IndicatorsFlow(ports, settings, (error) => {
      throw error;
    });
    const running = runFlow(flow, client.consumer({ groupId: GROUP, topics: TOPICS }));
    running.done.catch(() => {});
    await running.assigned;
    return { client, running };
  }

  return {
    codec,
    clock,
    log,
    setup,
    rows,
    store,
    start,
    /** Registry-framed bytes of a signal, with what the test leaves out filled in. */
    wire: (signal: Signal, accountId = 'acme', tenantId = 't') =>
      wireOf(codec, clock.at, signal, accountId, tenantId),
    send: (...signals: Signal[]) =>
      writer.write(
        signals.map((signal) => ({
          topic: signal.topic,
          key: accountKey({ tenantId: 't', accountId: 'acme' }),
          value: wireOf(codec, clock.at, signal, 'acme', 't'),
        })),
      ),
    sendRaw: (topic: string, key: string, value: Buffer | null, partition?: number) =>
      writer.write([{ topic, key, value, ...(partition === undefined ? {} : { partition }) }]),
    /** Writes the tenant's next row. */
    tenant: (change: Partial<Tenant>) =>
      setup.rewriteControlRow({
        tenantId: 't',
        rows,
        next: (old) => {
          const before = old ?? implicitTenant('t');
          return { ...before, ...change, epoch: before.epoch + 1, changedAt: clock.at };
        },
      }),
    published: () => read<WireIndicatorChange>('health.indicator-changes').map(changeFromWire),
    deadLetters: () => read<{ deadLetterId: string; reason: string }>('control.dead-letters'),
    sourceStates: () => read<SourceState>('control.data-quality'),
    ends: () => setup.dataEnds(TOPICS),
    /** Time goes on, so that instances look at tenants and clocks again. */
    pass: (durationMs = LOOK_MS) => {
      clock.at += durationMs;
    },
    /** Waits until the group has committed everything that was sent. */
    settled: () =>
      vi.waitFor(
        async () => {
          const committed = await setup.committedOffsets(GROUP, TOPICS);
          for (const { topic, partition, offset } of await setup.dataEnds(TOPICS)) {
            const done = committed.find((c) => c.topic === topic && c.partition === partition)?.offset ?? 0n;
            if (done < offset) throw new Error(`${topic}/${partition} is at ${done} of ${offset}`);
          }
        },
        { timeout: 5_000, interval: 5 },
      ),
  };
}

export type World = Awaited<ReturnType<typeof indicatorsWorld>>;

/** A login of `u1`. */
export function login(eventId: string, occurredAt = NOON, more: Record<string, unknown> = {}): Signal {
  return { topic: 'signals.login', eventId, occurredAt, kind: 'login', userId: 'u1', ...more };
}

/** A CSM's judgement of how likely a renewal is. */
export function renewal(eventId: string, score: number, occurredAt = NOON): Signal {
  return {
    topic: 'signals.assessment',
    eventId,
    occurredAt,
    assessmentId: `sitting-${eventId}`,
    questionId: 'likelihood-to-renew',
    templateVersion: 'v1',
    change: 'answered',
    score,
    assessorId: 'kim',
    assessorRole: 'csm',
  };
}

/** Waits for work that follows by itself. */
export async function eventually(expectation: () => void): Promise<void> {
  await vi.waitFor(expectation, { timeout: 5_000, interval: 5 });
}

/** The store with some of its answers changed. */
export function storeLike(store: MemoryFactStore, change: Partial<FactStore>): FactStore {
  return {
    land: (topic, facts) => store.land(topic, facts),
    probe: (topic) => store.probe(topic),
    landReadings: (texts) => store.landReadings(texts),
    recompute: (buckets, epochOf) => store.recompute(buckets, epochOf),
    evaluate: (requests, epochOf) => store.evaluate(requests, epochOf),
    firstDays: (accounts) => store.firstDays(accounts),
    recorded: (accounts) => store.recorded(accounts),
    record: (changes) => store.record(changes),
    owned: (partitions, after, limit) => store.owned(partitions, after, limit),
    due: (asked, after, limit) => store.due(asked, after, limit),
    ...change,
  };
}

/** The value of one indicator in a published vector. */
export function indicatorOf(
  change: IndicatorChange | undefined,
  indicator: string,
): number | null | undefined {
  return change?.live.values.find((value) => value.indicator === indicator)?.value;
}

function wireOf(codec: Codec, now: number, signal: Signal, accountId: string, tenantId: string): Buffer {
  const { topic, ...fields } = signal;
  const envelope = { tenantId, accountId, occurredAt: now, receivedAt: now, sentAt: null, source: 'test' };
  return codec.encode(topic, { ...envelope, userId: null, ...fields });
}

function decodeWhole(codec: Codec, topic: string, wire: Uint8Array): object {
  const decoded = codec.decode<object>(topic, Buffer.from(wire));
  if (decoded.kind !== 'value') throw new Error(decoded.kind);
  return decoded.value;
}

const ignore = () => {};
const SILENT: Journal = {
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
