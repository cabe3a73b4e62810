import {
  accountKey,
  type BucketRef,
  closeOf,
  DAY_MS,
  type Evaluation,
  type Instant,
  implicitTenant,
  type Tenant,
} from '@bellwether/domain';
import type { LogRecord } from '@bellwether/kafka';
import {
  ASSESSMENT,
  asFact,
  type Bucket,
  bucketOf,
  contentOf,
  countOf,
  type Fact,
  type ModelSignal,
  READER,
  SIGNAL_TOPICS,
  wins,
} from './facts.ts';
import { tenantRows } from './tenants.ts';

/** What follows from the log alone, without any pipeline: the result that no crash and no order may change. */
export interface Expected {
  /** Winning copies by identity. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** Ids of the records that can never be facts. */
  readonly rejected: ReadonlySet<string>;
  readonly tenants: ReadonlyMap<string, Tenant>;
  /** Every row in order. */
  readonly rows: readonly Tenant[];
}

export function expectedOf(recordsOf: (topic: string) => LogRecord[]): Expected {
  const facts = new Map<string, Fact>();
  const rejected = new Set<string>();
  for (const record of SIGNAL_TOPICS.flatMap(recordsOf)) {
    const fact = factOf(record);
    if (!fact) {
      rejected.add(`${record.topic}/${record.partition}/${record.offset}`);
      continue;
    }
    const known = facts.get(fact.id);
    if (!known || wins(fact, known)) facts.set(fact.id, fact);
  }
  const rows = recordsOf('control.tenants').flatMap(({ value }) => (value ? [tenantRows.decode(value)] : []));
  return { facts, rejected, rows, tenants: new Map(rows.map((row) => [row.tenantId, row])) };
}

const YEARS_AGO_MS = 1_000 * DAY_MS;

/** Null when the record cannot be one: the rules of the door, said independently of it. */
export function factOf({ topic, key, value }: LogRecord): Fact | null {
  if (value === null || value.toString() === '{') return null;
  const signal = JSON.parse(value.toString()) as ModelSignal;
  if (accountKey(signal) !== key?.toString() || signal.poison) return null;
  return signal.receivedAt - signal.occurredAt > YEARS_AGO_MS ? null : asFact(topic, signal);
}

export function tenantOf(expected: Expected, tenantId: string): Tenant {
  return expected.tenants.get(tenantId) ?? implicitTenant(tenantId);
}

/** Every bucket, from the facts alone. */
export function bucketsOf(facts: Iterable<Fact>, epoch: number): Map<string, Bucket> {
  const grouped = new Map<string, Fact[]>();
  for (const fact of facts) {
    const id = fact.bucket;
    grouped.set(id, [...(grouped.get(id) ?? []), fact]);
  }
  return new Map(
    [...grouped].map(([id, [first, ...rest]]) => {
      const { topic, tenantId, accountId, day } = first as Fact;
      const ref: BucketRef = { topic, tenantId, accountId, day };
      return [id, bucketOf(ref, [first as Fact, ...rest], epoch)];
    }),
  );
}

/** One account at one instant, from its facts alone; null before its first fact. */
export function evaluationOf(facts: readonly Fact[], epoch: number, asOf: Instant): Evaluation | null {
  const buckets = [...bucketsOf(facts, epoch).values()];
  const count = countOf(buckets, asOf);
  if (!count) return null;
  const { firstDay, ...counted } = count;
  const assessments = facts.filter((fact) => fact.topic === ASSESSMENT);
  const readingOf = (text: string) => READER.read(text, null).sentiment;
  const content = contentOf(buckets, assessments, asOf, readingOf);
  return { version: { epoch, ...counted, asOf }, firstDay, facets: {}, proposals: [], ...content };
}

export const atClose = (facts: readonly Fact[], epoch: number, day: string) =>
  evaluationOf(facts, epoch, closeOf(day));
