import {
  type AccountRef,
  accountKey,
  type BucketRef,
  compareVersions,
  type Evaluation,
  type EvaluationRequest,
  type FactStore,
  type IndicatorChange,
  type RecordedVector,
} from '@bellwether/domain';
import type { Process } from './effects.ts';
import {
  ASSESSMENT,
  asFact,
  type Bucket,
  bucketId,
  bucketOf,
  contentOf,
  countOf,
  type Fact,
  LIKELIHOOD,
  type ModelSignal,
  TONE,
  wins,
} from './facts.ts';
import type { Rule } from './rules.ts';
import type { World } from './world.ts';

/** Later than any fact. */
const END_OF_TIME = Date.UTC(9999, 11, 31);

/** What ClickHouse would hold: shared by every process, and outliving all of them. */
export class Tables {
  readonly facts = new Map<string, Fact>();
  readonly buckets = new Map<string, Bucket>();
  /** Sentiment by account and text. */
  readonly readings = new Map<string, number | null>();
  readonly vectors = new Map<string, Evaluation>();
  /** By account and day. */
  readonly closes = new Map<string, Evaluation>();

  factsOf(match: (fact: Fact) => boolean): Fact[] {
    return [...this.facts.values()].filter(match);
  }

  bucketsOf({ tenantId, accountId }: AccountRef): Bucket[] {
    return [...this.buckets.values()].filter((b) => b.accountId === accountId && b.tenantId === tenantId);
  }

  accounts(): AccountRef[] {
    const refs = new Map([...this.buckets.values()].map((b) => [accountKey(b), b] as const));
    return [...refs.keys()].sort().map((key) => {
      const { tenantId, accountId } = refs.get(key) as Bucket;
      return { tenantId, accountId };
    });
  }
}

const CANNOT_PARSE = 748;

/**
 * The fact store as one process sees it. What is not atomic in ClickHouse is more than one effect here: an insert
 * that fails half-way, reading facts and writing buckets, versions and values, closes and vectors.
 */
export function openStore({ tables, partitionOf, broken }: World, process: Process): FactStore {
  const owned = (partitions: readonly number[]) =>
    tables.accounts().filter((account) => partitions.includes(partitionOf(accountKey(account))));
  return {
    land: (topic, wires) =>
      process.effect(`land ${topic}`, () => {
        const facts = wires.map(({ wire }) => asFact(topic, JSON.parse(wire.toString()) as ModelSignal));
        const poisoned = facts.findIndex((fact) => fact.poison);
        for (const fact of facts) {
          if (fact.poison) continue;
          // A refused insert may have stored some of its rows: it is atomic within a month at most.
          if (poisoned >= 0 && fact.receivedAt % 2 === 0) continue;
          const known = tables.facts.get(fact.id);
          if (!known || broken === 'the last received copy wins' || wins(fact, known))
            tables.facts.set(fact.id, fact);
        }
        return poisoned < 0
          ? { kind: 'landed' as const }
          : { kind: 'refused' as const, code: CANNOT_PARSE, detail: 'cannot parse' };
      }),
    probe: (topic) => process.effect(`probe ${topic}`, () => true),
    landReadings: (texts) =>
      process.effect('land readings', () => {
        for (const read of texts) tables.readings.set(textId(read, read.text), read.reading.sentiment);
      }),
    recompute: async (refs, epochOf) => {
      const buckets = await process.effect('read facts', () => readBuckets(tables, refs, epochOf));
      await process.effect('write buckets', () => {
        for (const bucket of buckets) writeBucket(tables, bucket, broken);
      });
    },
    evaluate: async (requests, epochOf) => {
      const versions = () =>
        process.effect('read versions', () =>
          requests.map((request) => countOf(tables.bucketsOf(request), request.asOf)),
        );
      const values = () =>
        process.effect('read values', () => requests.map((request) => readContent(tables, request)));
      const valuesFirst = broken === 'versions are read before values' ? await values() : null;
      const counts = await versions();
      const contents = valuesFirst ?? (await values());
      return requests.map((request, i): Evaluation | null => {
        const [count, content] = [counts[i], contents[i]];
        if (!count || !content) return null;
        const { facts, receivedSum, firstDay } = count;
        const version = { epoch: epochOf(request.tenantId), facts, receivedSum, asOf: request.asOf };
        return { version, firstDay, facets: {}, proposals: [], ...content };
      });
    },
    firstDays: (accounts) =>
      process.effect('read first days', () =>
        accounts.map((account) => countOf(tables.bucketsOf(account), END_OF_TIME)?.firstDay ?? null),
      ),
    recorded: (accounts) =>
      process.effect('read recorded', () =>
        accounts.map((account) => recordedOf(tables, accountKey(account))),
      ),
    record: async (changes) => {
      await process.effect('record closes', () => recordCloses(tables, changes, broken));
      await process.effect('record vectors', () => recordVectors(tables, changes, broken));
    },
    owned: (partitions, after, limit) =>
      process.effect('page owned', () =>
        owned(partitions)
          .filter((account) => after === null || accountKey(account) > accountKey(after))
          .slice(0, limit),
      ),
    due: ({ tenantId, epoch, partitions }, after, limit) =>
      process.effect('page due', () =>
        owned(partitions)
          .filter((account) => account.tenantId === tenantId)
          .filter((account) => (tables.vectors.get(accountKey(account))?.version.epoch ?? -1) < epoch)
          .filter((account) => after === null || accountKey(account) > accountKey(after))
          .slice(0, limit),
      ),
  };
}

function readBuckets(
  tables: Tables,
  refs: readonly BucketRef[],
  epochOf: (tenantId: string) => number,
): Bucket[] {
  return refs.map((ref) => {
    const id = bucketId(ref);
    const facts = tables.factsOf((fact) => fact.bucket === id);
    return bucketOf(ref, facts, epochOf(ref.tenantId));
  });
}

function writeBucket(tables: Tables, bucket: Bucket, broken: Rule | null): void {
  const id = bucketId(bucket);
  const known = tables.buckets.get(id);
  const anyway = !known || broken === 'buckets are versioned';
  if (anyway || compareVersions({ ...bucket, asOf: 0 }, { ...known, asOf: 0 }) >= 0)
    tables.buckets.set(id, bucket);
}

const OF_ASSESSMENTS = new Set([LIKELIHOOD, TONE]);

function textId(account: AccountRef, text: string): string {
  return `${accountKey(account)} ${text}`;
}

function readContent(tables: Tables, { asOf, after, ...account }: EvaluationRequest) {
  const assessments = tables.factsOf(
    (fact) =>
      fact.topic === ASSESSMENT && fact.accountId === account.accountId && fact.tenantId === account.tenantId,
  );
  const readingOf = (text: string) => tables.readings.get(textId(account, text)) ?? null;
  const fresh = contentOf(tables.bucketsOf(account), assessments, asOf, readingOf);
  if (!after || after.topics.has(ASSESSMENT)) return fresh;
  // State that no touched topic feeds is carried over.
  const { values, answers } = after.evaluation;
  const carried = new Map(values.filter((v) => OF_ASSESSMENTS.has(v.indicator)).map((v) => [v.indicator, v]));
  return {
    ...fresh,
    answers,
    values: fresh.values.map((value) => carried.get(value.indicator) ?? value),
  };
}

/** Closes under an older epoch do not count: they are to be evaluated again. */
function recordedOf(tables: Tables, key: string): RecordedVector | null {
  const live = tables.vectors.get(key);
  if (!live) return null;
  const days = [...tables.closes]
    .filter(([id, close]) => id.startsWith(`${key} `) && close.version.epoch === live.version.epoch)
    .map(([id]) => id.slice(key.length + 1));
  return { live, closedThrough: days.sort().at(-1) ?? null };
}

function recordCloses(tables: Tables, changes: readonly IndicatorChange[], broken: Rule | null): void {
  for (const change of changes) {
    for (const { day, evaluation } of change.closes) {
      const id = `${accountKey(change)} ${day}`;
      const known = tables.closes.get(id);
      const anyway = !known || broken === 'recorded closes are versioned';
      if (anyway || compareVersions(evaluation.version, known.version) >= 0)
        tables.closes.set(id, evaluation);
    }
  }
}

function recordVectors(tables: Tables, changes: readonly IndicatorChange[], broken: Rule | null): void {
  for (const change of changes) {
    const { live } = change;
    const known = tables.vectors.get(accountKey(change));
    const versioned = broken !== 'recorded vectors are versioned';
    if (known && versioned && compareVersions(live.version, known.version) < 0) continue;
    tables.vectors.set(accountKey(change), live);
  }
}
