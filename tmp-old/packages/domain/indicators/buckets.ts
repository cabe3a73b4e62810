import { lastReceived } from './sql/facts.ts';

/** A fact table, and how a day of its facts becomes the metric columns of `account_days`. */
export interface BucketTopic {
  readonly topic: string;
  readonly table: string;
  /** Columns of the fact table the metrics read. */
  readonly reads: readonly string[];
  /** SQL aggregates by metric column; a metric left out is zero. */
  readonly metrics: Readonly<Partial<Record<BucketMetric, string>>>;
}

/** Metric columns of `account_days` and what each is for a topic that has none of it. */
const METRICS = {
  /** Facts that show a person present. */
  seen: '0',
  /** Of those, the facts that name the person. */
  identified: '0',
  /** uniqExact state of the people named. */
  users: `uniqExactStateIf(event_id, 0)`,
  /** All logins, and how many of them an integration made. */
  logins: '0',
  automated_logins: '0',
  session_ms: '0',
  /** All uses of features, and how many of them an integration made. */
  uses: '0',
  automated_uses: '0',
  /** uniqExact state of feature names. */
  features: `uniqExactStateIf(event_id, 0)`,
  duration_ms: '0',
  errors: '0',
} as const;

export type BucketMetric = keyof typeof METRICS;

export const BUCKET_METRICS = Object.keys(METRICS) as readonly BucketMetric[];

const byPerson = 'NOT ifNull(automation, 0)';
const named = `ifNull(user_id, '') != ''`;
const isLogin = `kind = 'login'`;

/** Durations are summed as integers: the order of addition cannot matter. */
const milliseconds = (seconds: string) => `sum(toUInt64(round(greatest(ifNull(${seconds}, 0), 0) * 1000)))`;

const telemetry: readonly BucketTopic[] = [
  {
    topic: 'signals.login',
    table: 'logins',
    reads: ['kind', 'automation', 'user_id', 'session_seconds'],
    metrics: {
      seen: `countIf(${isLogin} AND ${byPerson})`,
      identified: `countIf(${isLogin} AND ${byPerson} AND ${named})`,
      users: `uniqExactStateIf(assumeNotNull(user_id), ${isLogin} AND ${byPerson} AND ${named})`,
      logins: `countIf(${isLogin})`,
      automated_logins: `countIf(${isLogin} AND NOT ${byPerson})`,
      session_ms: milliseconds('session_seconds'),
    },
  },
  {
    topic: 'signals.feature-use',
    table: 'feature_uses',
    reads: ['feature', 'count', 'duration_seconds', 'errors', 'automation', 'user_id'],
    metrics: {
      seen: `countIf(${byPerson})`,
      identified: `countIf(${byPerson} AND ${named})`,
      users: `uniqExactStateIf(assumeNotNull(user_id), ${byPerson} AND ${named})`,
      uses: 'sum(count)',
      automated_uses: `sumIf(count, NOT ${byPerson})`,
      features: 'uniqExactState(toString(feature))',
      duration_ms: milliseconds('duration_seconds'),
      errors: 'sum(ifNull(errors, 0))',
    },
  },
];

/** Topics whose facts are read directly: their bucket holds only the count of facts and the sum of receivedAt. */
const state = (
  [
    ['ticket', 'tickets'],
    ['survey', 'surveys'],
    ['assessment', 'assessments'],
    ['contact', 'contacts'],
    ['milestone', 'milestones'],
    ['interaction', 'interactions'],
    ['subscription', 'subscriptions'],
    ['account', 'accounts'],
  ] as const
).map(([name, table]): BucketTopic => ({ topic: `signals.${name}`, table, reads: [], metrics: {} }));

export const BUCKET_TOPICS: readonly BucketTopic[] = [...telemetry, ...state];

/** SQL, true for rows of nobody who was erased. */
export type NotErased = (tenant: string, account: string, user: string) => string;

export interface TouchedBuckets {
  /** A SELECT of tenant_id, account_id, day, epoch: the buckets to compute, each once. */
  readonly dirty: string;
  /** Their days, which are named literally, so that other parts are not opened. */
  readonly days: readonly string[];
}

export interface Recompute {
  /** By topic. */
  readonly touched: ReadonlyMap<string, TouchedBuckets>;
  readonly notErased: NotErased;
}

/**
 * Recomputes buckets from the deduplicated facts, all touched topics in one statement. An emptied bucket becomes
 * zero because the dirty set is joined, not the facts.
 */
export function recomputeSQL({ touched, notErased }: Recompute): string {
  const branches = BUCKET_TOPICS.filter((t) => touched.has(t.topic)).map((t) =>
    branchOf(t, touched.get(t.topic)!, notErased),
  );
  return `INSERT INTO account_days (tenant_id, account_id, topic, day, epoch, facts, received_sum, ver,
  ${BUCKET_METRICS.join(', ')})
${branches.join('\nUNION ALL\n')}`;
}

/** (epoch, facts, received sum) as one number: an older recompute that comes late is the lower one. */
const VER = `bitShiftLeft(toUInt128(d.epoch), 96) + bitShiftLeft(toUInt128(b.facts), 64) + toUInt128(b.received_sum)`;

function branchOf(
  { topic, table, reads, metrics }: BucketTopic,
  { dirty, days }: TouchedBuckets,
  notErased: NotErased,
): string {
  const columns = ['tenant_id', 'account_id', 'day', 'event_id', 'received_at', ...reads].join(', ');
  const where = `day IN (${days.map((day) => `'${day}'`).join(', ')})
  AND (tenant_id, day, account_id) IN (SELECT tenant_id, day, account_id FROM (${dirty}))
  AND ${notErased('tenant_id', 'account_id', 'user_id')}`;
  return `SELECT d.tenant_id, d.account_id, '${topic}', d.day, d.epoch, b.facts, b.received_sum, ${VER},
  ${BUCKET_METRICS.map((m) => `b.${m}`).join(', ')}
FROM (${dirty}) AS d
LEFT JOIN (
  SELECT tenant_id, account_id, day, count() AS facts, sum(toUInt64(toUnixTimestamp64Milli(received_at))) AS received_sum,
  ${BUCKET_METRICS.map((m) => `${metrics[m] ?? METRICS[m]} AS ${m}`).join(',\n  ')}
  FROM (${lastReceived(table, columns, where)})
  GROUP BY tenant_id, account_id, day
) AS b ON b.tenant_id = d.tenant_id AND b.account_id = d.account_id AND b.day = d.day`;
}
