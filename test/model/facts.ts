import {
  type AccountRef,
  addDays,
  type BucketRef,
  DAY_MS,
  type Day,
  dayOf,
  type Evaluation,
  type IndicatorValue,
  type Instant,
  NO_PROFILE,
  startOfDay,
  type TextReader,
} from '@bellwether/domain';

/** The two signals of the model: one counted by day, one whose current answer holds. */
export const LOGIN = 'signals.login';
export const ASSESSMENT = 'signals.assessment';
export const SIGNAL_TOPICS = [LOGIN, ASSESSMENT] as const;

/** The value on the log, as JSON: the model's codec. */
export interface ModelSignal extends AccountRef {
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  /** Logins counted, or the score given. */
  readonly amount: number;
  /** What an assessment says in words. */
  readonly answer?: string;
  /** The store cannot read it, whatever the door thinks. */
  readonly poison?: boolean;
  /** The epoch of the import it belongs to. */
  readonly imported?: number;
}

export interface Fact extends ModelSignal {
  readonly topic: string;
  readonly day: Day;
  /** Identity: (tenant, account, UTC day, event), within a topic. */
  readonly id: string;
  /** The bucket it lies in. */
  readonly bucket: string;
}

export function asFact(topic: string, signal: ModelSignal): Fact {
  const day = dayOf(signal.occurredAt);
  const bucket = bucketId({ topic, tenantId: signal.tenantId, accountId: signal.accountId, day });
  return { ...signal, topic, day, bucket, id: `${bucket} ${signal.eventId}` };
}

export function bucketId({ topic, tenantId, accountId, day }: BucketRef): string {
  return `${topic} ${tenantId}/${accountId} ${day}`;
}

export interface Bucket extends BucketRef {
  readonly epoch: number;
  readonly facts: number;
  readonly receivedSum: bigint;
  readonly logins: number;
}

/** Last received wins; equal times are settled by content, never by order. */
export function wins(a: Fact, b: Fact): boolean {
  return a.receivedAt - b.receivedAt > 0 || (a.receivedAt === b.receivedAt && a.amount > b.amount);
}

/** The bucket of one (account, topic, day) from its deduplicated facts. */
export function bucketOf(ref: BucketRef, facts: readonly Fact[], epoch: number): Bucket {
  return {
    ...ref,
    epoch,
    facts: facts.length,
    receivedSum: facts.reduce((sum, fact) => sum + BigInt(fact.receivedAt), 0n),
    logins: ref.topic === LOGIN ? facts.reduce((sum, fact) => sum + fact.amount, 0) : 0,
  };
}

export interface Count {
  readonly facts: number;
  readonly receivedSum: bigint;
  readonly firstDay: Day;
}

/** Counts facts up to as-of's day; null when there is none. */
export function countOf(buckets: readonly Bucket[], asOf: Instant): Count | null {
  const day = dayOf(asOf);
  const seen = buckets.filter((bucket) => bucket.day <= day && bucket.facts > 0);
  const days = seen.map((bucket) => bucket.day).sort();
  const firstDay = days[0];
  if (firstDay === undefined) return null;
  return {
    facts: seen.reduce((sum, bucket) => sum + bucket.facts, 0),
    receivedSum: seen.reduce((sum, bucket) => sum + bucket.receivedSum, 0n),
    firstDay,
  };
}

/** Reads the number at the end of a text. */
export const READER: TextReader = {
  version: 1,
  read: (text) => ({ language: 'en', sentiment: (Number(text.split(' ').at(-1)) % 3) - 1, themes: [] }),
};

/** What was read in a text of the account; null where it has not been read. */
export type ReadingOf = (text: string) => number | null;

/** Values as of an instant: a fading window over buckets, and the current answer, in numbers and words, over facts. */
export function contentOf(
  buckets: readonly Bucket[],
  assessments: readonly Fact[],
  asOf: Instant,
  readingOf: ReadingOf,
): Pick<Evaluation, 'values' | 'answers' | 'profile'> {
  const today = dayOf(asOf);
  const fading = addDays(today, -WINDOW_DAYS);
  const left = (DAY_MS - 1 - (asOf - startOfDay(today))) / (DAY_MS - 1);
  let logins = 0;
  for (const bucket of buckets) {
    if (bucket.day > today || bucket.day < fading) continue;
    logins += bucket.day === fading ? bucket.logins * left : bucket.logins;
  }
  const current = assessments
    .filter((fact) => fact.occurredAt <= asOf)
    .sort((a, b) => b.occurredAt - a.occurredAt || (a.eventId < b.eventId ? 1 : -1))[0];
  return {
    values: [
      // Few values, so that what changed may well change back.
      { indicator: LOGINS, value: Math.floor(logins) % 4, reason: null },
      current
        ? { indicator: LIKELIHOOD, value: current.amount, reason: null }
        : { indicator: LIKELIHOOD, value: null, reason: 'never' },
      toneOf(current?.answer === undefined ? null : readingOf(current.answer)),
    ],
    answers: current ? [{ questionId: QUESTION, eventId: current.eventId, givenAt: current.occurredAt }] : [],
    profile: NO_PROFILE,
  };
}

function toneOf(value: number | null): IndicatorValue {
  return { indicator: TONE, value, reason: value === null ? 'never' : null };
}

const WINDOW_DAYS = 7;
export const LOGINS = 'logins-per-week';
export const LIKELIHOOD = 'likelihood-to-renew';
export const TONE = 'text-sentiment';
export const QUESTION = 'likelihood-to-renew';
