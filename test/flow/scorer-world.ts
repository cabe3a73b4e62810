import { readIndicators, readScorecardSet } from '@bellwether/configuration';
import { type Codec, memoryCodec, topics } from '@bellwether/contracts';
import {
  ALL_TENANTS,
  accountKey,
  type Close,
  changeToWire,
  closeOf,
  type Evaluation,
  implicitTenant,
  NO_PROFILE,
  type Override,
  type ScoreChange,
  type ScoreRecord,
  scorecardSchema,
  type Tenant,
} from '@bellwether/domain';
import {
  createMemoryLog,
  type EffectHook,
  type MemoryClient,
  type MemoryLog,
  type OutgoingRecord,
  partitionOf,
  publishScorecard,
  scorecardTable,
  sourceStateTable,
  tenantRows,
} from '@bellwether/kafka';
import { vi } from 'vitest';
import { createScorer, type Scorer } from '../../services/scorer/pipeline.ts';
import { GROUP, INPUTS, SCORES, type ScorerPorts } from '../../services/scorer/ports.ts';

export const NOON = Date.parse('2026-03-10T12:00:00.000Z');
const INDICATORS = readIndicators();
const SHIPPED = new URL('../../config/scorecards', import.meta.url).pathname;

export interface Instance {
  readonly client: MemoryClient;
  readonly scorer: Scorer;
  readonly running: Promise<void>;
}

export interface Parts {
  readonly values?: Readonly<Record<string, number>>;
  readonly facts?: number;
  readonly epoch?: number;
  readonly asOf?: number;
  readonly answers?: Readonly<Record<string, string>>;
  readonly closes?: readonly Close[];
}

/** A log in memory with everything the scorer needs in it, and what tests ask of it. */
export async function scorerWorld(batchSize = (available: number) => available) {
  const codec = await memoryCodec();
  const clock = { at: NOON, now: () => clock.at };
  const log = createMemoryLog({ now: clock.now, batchSize });
  const setup = log.client('setup');
  await setup.ensureTopics(topics);
  const writer = await setup.writer();
  const publish = (weight = 30) => {
    const card = readScorecardSet(SHIPPED, INDICATORS).at(-1)!;
    const [usage, ...others] = card.groups;
    const scorecard = scorecardSchema.parse({ ...card, groups: [{ ...usage, weight }, ...others] });
    return publishScorecard(setup, codec, {
      tenantId: ALL_TENANTS,
      scorecards: [scorecard],
      author: 'test',
      now: clock.now,
    });
  };
  await publish();
  return {
    codec,
    clock,
    log,
    publish,
    start: (name: string, hook?: EffectHook) => startScorer(log, codec, clock.now, name, hook),
    send: (...records: OutgoingRecord[]) => writer.write(records),
    vector: (accountId: string, parts: Parts) => vectorRecord(codec, accountId, parts),
    override: (override: Partial<Override>) => overrideRecord(codec, override),
    tenant: (row: Partial<Tenant>) => tenantRecord(codec, row),
    changes: () => read<ScoreChange>(log, codec, 'health.score-changes'),
    scores: () => new Map(read<ScoreRecord>(log, codec, SCORES).map((score) => [score.accountId, score])),
    /** Waits until the group has read every input. */
    settled: () =>
      vi.waitFor(async () => {
        const ends = await setup.dataEnds(INPUTS);
        const committed = await setup.committedOffsets(GROUP, INPUTS);
        for (const { topic, partition, offset } of ends) {
          const done = committed.find((c) => c.topic === topic && c.partition === partition)?.offset ?? 0n;
          if (done < offset) throw new Error(`${topic}/${partition} is at ${done} of ${offset}`);
        }
      }, 5_000),
  };
}

export type World = Awaited<ReturnType<typeof scorerWorld>>;

/** One instance of the scorer on a log. */
export async function startScorer(
  log: MemoryLog,
  codec: Codec,
  now: () => number,
  name: string,
  hook?: EffectHook,
): Promise<Instance> {
  const client = log.client(name, hook);
  const ports: ScorerPorts = {
    codec,
    taker: client.taker({ groupId: GROUP, inputs: INPUTS, stateTopic: SCORES }),
    tenants: await client.table(tenantRows(codec)),
    scorecards: await client.table(scorecardTable(codec)),
    sources: await client.table(sourceStateTable(codec)),
    indicators: new Map(INDICATORS.map((indicator) => [indicator.id, indicator])),
    partitionOf,
    clock: { now },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    journal: { taken: () => {}, committed: () => {}, deadLettered: () => {}, retrying: () => {} },
  };
  const scorer = createScorer(ports);
  const running = client.consumer({ groupId: GROUP, topics: INPUTS }).run(scorer);
  running.catch(() => {});
  return { client, scorer, running };
}

export function evaluation({
  values = {},
  facts = 1,
  epoch = 0,
  asOf = NOON,
  answers = {},
}: Parts): Evaluation {
  return {
    version: { epoch, facts, receivedSum: BigInt(facts) * 1_700_000_000_000n, asOf },
    values: INDICATORS.map(({ id }) => {
      const value = values[id] ?? null;
      return { indicator: id, value, reason: value === null ? 'never' : null };
    }),
    answers: Object.entries(answers).map(([questionId, eventId]) => ({ questionId, eventId, givenAt: NOON })),
    profile: { ...NO_PROFILE, name: 'Acme', segment: 'smb', csmName: 'Kim', mrr: 1200 },
    facets: {},
    proposals: [],
    firstDay: '2025-06-01',
  };
}

export function closeAt(day: string, parts: Parts): Close {
  return { day, evaluation: evaluation({ ...parts, asOf: closeOf(day) }) };
}

function vectorRecord(codec: Codec, accountId: string, parts: Parts): OutgoingRecord {
  const causes = { eventIds: [`e${parts.facts ?? 1}`], count: 1, newestReceivedAt: NOON };
  const account = { tenantId: 't', accountId };
  const closes = parts.closes ?? [];
  const wire = changeToWire({ ...account, reason: 'signals', live: evaluation(parts), closes, causes });
  const topic = 'health.indicator-changes';
  return { topic, key: accountKey(account), value: codec.encode(topic, wire) };
}

function overrideRecord(codec: Codec, parts: Partial<Override>): OutgoingRecord {
  const topic = 'health.overrides';
  const override: Override = {
    tenantId: 't',
    accountId: 'a',
    eventId: 'o1',
    change: 'set',
    scoreTenths: 200,
    note: 'they told me',
    author: 'kim',
    createdAt: NOON,
    expiresAt: NOON + 3_600_000,
    ...parts,
  };
  return { topic, key: accountKey(override), value: codec.encode(topic, override) };
}

function tenantRecord(codec: Codec, row: Partial<Tenant>): OutgoingRecord {
  const { topic, encode } = tenantRows(codec);
  return { topic, key: 't', value: encode({ ...implicitTenant('t'), ...row }), partition: 0 };
}

function read<T>(log: MemoryLog, codec: Codec, topic: string): T[] {
  return log.records(topic).map(({ value }) => {
    const decoded = codec.decode<T>(topic, value);
    if (decoded.kind !== 'value') throw new Error(`${topic}: ${decoded.kind}`);
    return decoded.value;
  });
}
