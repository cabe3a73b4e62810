/** A fact table, and how a day of its facts becomes the metric columns of `account_days`. */
export interface BucketTopic {
  readonly topic: string;
  readonly table: string;
  /** Columns of the fact table the metrics read. */
  readonly reads: readonly string[];
  /** SQL aggregates by metric column; a metric left out is zero. */
  readonly metrics: Readonly<Partial<Record<BucketMetric, string>>>;
}

const FEATURES_TYPE = 'Map(LowCardinality(String), Tuple(uses UInt64, errors UInt64))';

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
  /** Length of the sessions of people. */
  session_ms: '0',
  /** All uses of features, and how many of them an integration made. */
  uses: '0',
  automated_uses: '0',
  /** By feature that was tried: its uses, 0 when all tries came to nothing, and errors. */
  features: `CAST(map(), '${FEATURES_TYPE}')`,
  duration_ms: '0',
  errors: '0',
  /** uniqExact state of the people who asked how something is done, or could not work it out. */
  askers: `uniqExactStateIf(event_id, 0)`,
} as const;

export type BucketMetric = keyof typeof METRICS;

export const BUCKET_METRICS = Object.keys(METRICS) as readonly BucketMetric[];

const byPerson = 'NOT ifNull(automation, 0)';
const named = `ifNull(user_id, '') != ''`;
const isLogin = `kind = 'login'`;

/** Durations are summed as integers: the order of addition cannot matter. */
const milliseconds = (seconds: string) => `sum(toUInt64(round(greatest(ifNull(${seconds}, 0), 0) * 1000)))`;

/**
 * Sorted, and then the differences between running totals where a name ends: one pass, several times as fast as adding up
 * maps, and no slower however many names there are.
 */
function usesByFeature(): string {
  const sorted = 'arraySort(groupArray((toString(feature), toUInt64(count), toUInt64(ifNull(errors, 0)))))';
  // The names moved on by one are an argument: an array that a function captures is copied for every element.
  const next = `arrayPushBack(arrayPopFront(s.1), concat(s[-1].1, '.'))`;
  const ends = `arrayMap((name, following) -> name != following, s.1, ${next})`;
  const totals = (part: number) =>
    `arrayPopFront(arrayDifference(arrayPushFront(arrayFilter((t, e) -> e, arrayCumSum(u -> u.${part}, s), ends), 0)))`;
  const map = `CAST((arrayFilter((u, e) -> e, s, ends).1, arrayZip(${totals(2)}, ${totals(3)})), '${FEATURES_TYPE}')`;
  return `arrayMap(s -> arrayMap(ends -> ${map}, [${ends}])[1], [${sorted}])[1]`;
}

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
      session_ms: milliseconds(`if(kind = 'session-end' AND ${byPerson}, session_seconds, 0)`),
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
      features: usesByFeature(),
      duration_ms: milliseconds('duration_seconds'),
      errors: 'sum(ifNull(errors, 0))',
    },
  },
];

const help: BucketTopic = {
  topic: 'signals.ticket',
  table: 'tickets',
  reads: ['actor', 'category', 'user_id'],
  metrics: {
    askers: `uniqExactStateIf(assumeNotNull(user_id), actor = 'customer' AND ${named} AND ifNull(category, '') IN ('how-to', 'usability'))`,
  },
};

/** Topics whose facts are read directly: their bucket holds only the count of facts and the sum of receivedAt. */
const state = (
  [
    ['survey', 'surveys'],
    ['assessment', 'assessments'],
    ['contact', 'contacts'],
    ['milestone', 'milestones'],
    ['interaction', 'interactions'],
    ['subscription', 'subscriptions'],
    ['account', 'accounts'],
  ] as const
).map(([name, table]): BucketTopic => ({ topic: `signals.${name}`, table, reads: [], metrics: {} }));

export const BUCKET_TOPICS: readonly BucketTopic[] = [...telemetry, help, ...state];

/** SQL, true for rows of nobody who was erased. */
export type NotErased = (tenant: string, account: string, user: string) => string;

/** The buckets to compute of one topic, each once. */
export interface TouchedBuckets {
  /** A SELECT of their tenant_id, day, account_id. */
  readonly keys: string;
  /** Their days, which are named literally, so that other parts are not opened. */
  readonly days: readonly string[];
}

export interface Recompute {
  /** A SELECT of tenant_id, account_id, topic, day, epoch: the buckets of all topics. */
  readonly dirty: string;
  /** By topic. */
  readonly touched: ReadonlyMap<string, TouchedBuckets>;
  readonly notErased: NotErased;
}

/**
 * Recomputes buckets from the deduplicated facts, all touched topics in one statement. An emptied bucket becomes
 * zero because the dirty set is joined, not the facts. Topics without metrics share what they are counted by: planning
 * it for each would cost more than a live flush has to read.
 */
export function recomputeSQL({ dirty, touched, notErased }: Recompute): string {
  const topics = BUCKET_TOPICS.filter(({ topic }) => touched.has(topic));
  const factsOf = (of: BucketTopic) => factsIn(of, touched.get(of.topic)!, notErased);
  const measured = topics.filter(isMeasured).map((of) => bucketsOf(factsOf(of), of.metrics));
  const counted = topics.filter((of) => !isMeasured(of)).map(factsOf);
  const buckets = counted.length > 0 ? [...measured, bucketsOf(counted.join('\nUNION ALL\n'), {})] : measured;
  return `INSERT INTO account_days (tenant_id, account_id, topic, day, epoch, facts, received_sum, ver,
  ${BUCKET_METRICS.join(', ')})
SELECT d.tenant_id, d.account_id, d.topic, d.day, d.epoch, b.facts, b.received_sum, ${VER},
  ${BUCKET_METRICS.map((m) => `b.day_${m}`).join(', ')}
FROM (${dirty}) AS d
LEFT JOIN (
${buckets.join('\nUNION ALL\n')}
) AS b ON b.tenant_id = d.tenant_id AND b.account_id = d.account_id AND b.topic = d.topic AND b.day = d.day`;
}

const isMeasured = ({ metrics }: BucketTopic) => Object.keys(metrics).length > 0;

/** (epoch, facts, received sum) as one number: an older recompute that comes late is the lower one. */
const VER = `bitShiftLeft(toUInt128(d.epoch), 96) + bitShiftLeft(toUInt128(b.facts), 64) + toUInt128(b.received_sum)`;

/**
 * A SELECT of a topic's facts in these buckets, with what its metrics read; of conflicting copies the last received. FINAL merges
 * what lies in order already: where an account has very many facts a day, sorting them took half the time.
 */
function factsIn(
  { topic, table, reads }: BucketTopic,
  { keys, days }: TouchedBuckets,
  notErased: NotErased,
): string {
  const columns = [
    `'${topic}' AS topic`,
    'tenant_id',
    'account_id',
    'day',
    'event_id',
    'received_at',
    ...reads,
  ];
  const where = `day IN (${days.map((day) => `'${day}'`).join(', ')})
  AND (tenant_id, day, account_id) IN (${keys})
  AND ${notErased('tenant_id', 'account_id', 'user_id')}`;
  return `SELECT ${columns.join(', ')} FROM ${table} FINAL WHERE ${where}`;
}

/** Metrics are aliased apart from the columns they read, which some share a name with. */
function bucketsOf(facts: string, metrics: BucketTopic['metrics']): string {
  return `SELECT topic, tenant_id, account_id, day, count() AS facts,
  sum(toUInt64(toUnixTimestamp64Milli(received_at))) AS received_sum,
  ${BUCKET_METRICS.map((m) => `${metrics[m] ?? METRICS[m]} AS day_${m}`).join(',\n  ')}
FROM (${facts})
GROUP BY topic, tenant_id, account_id, day`;
}
