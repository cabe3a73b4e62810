import type { ClickHouse } from '@bellwether/clickhouse';
import { factTableOf, signalTopics } from '@bellwether/contracts';

export interface TracedFact {
  readonly topic: string;
  readonly table: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly day: string;
  readonly occurredAt: string;
  readonly receivedAt: string;
  /** Copies under this id that merges have not dropped yet. */
  readonly copies: number;
}

export interface TracedVector {
  readonly reason: string;
  readonly asOf: string;
  readonly landedAt: string;
  readonly causes: number;
  readonly moved: readonly string[];
}

export interface TracedChange {
  readonly eventId: string;
  readonly sequence: number;
  readonly asOf: string;
  readonly score: number | null;
  readonly previousScore: number | null;
  readonly band: string;
  readonly trigger: string;
  readonly summary: string;
}

export interface TracedRun {
  readonly changeId: string;
  readonly playbook: string;
  readonly action: string;
  readonly status: string;
  readonly at: string;
}

export interface TracedLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly reason: string;
  readonly detail: string;
}

/** Everything the tables say about one signal, in the order it happened. */
export interface Trace {
  readonly eventId: string;
  readonly facts: readonly TracedFact[];
  readonly vectors: readonly TracedVector[];
  readonly changes: readonly TracedChange[];
  readonly runs: readonly TracedRun[];
}

export async function traceInTables(client: ClickHouse, eventId: string): Promise<Trace> {
  const params = { event: eventId };
  const facts = (await Promise.all(signalTopics.map(({ name }) => factsOf(client, name, eventId)))).flat();
  const [vectors, changes] = await Promise.all([
    client.rows<TracedVector>(
      `SELECT reason, formatDateTime(as_of, '%FT%TZ') AS asOf, formatDateTime(landed_at, '%FT%TZ') AS landedAt,
         cause_count AS causes, arrayFilter((i, v) -> v IS NOT NULL, indicators, \`values\`) AS moved
       FROM indicator_changes FINAL WHERE has(cause_ids, {event:String}) ORDER BY epoch, as_of`,
      { params },
    ),
    client.rows<TracedChange>(
      `SELECT event_id AS eventId, toUInt32(sequence) AS sequence, formatDateTime(as_of, '%FT%TZ') AS asOf,
         score_tenths / 10 AS score, previous_score_tenths / 10 AS previousScore, band, trigger, summary
       FROM score_changes FINAL WHERE has(cause_ids, {event:String}) ORDER BY sequence`,
      { params },
    ),
  ]);
  const runs = await client.rows<TracedRun>(
    `SELECT event_id AS changeId, playbook_id AS playbook, action, status, formatDateTime(at, '%FT%TZ') AS at
     FROM playbook_runs FINAL WHERE event_id IN {events:Array(String)} ORDER BY at`,
    { params: { events: changes.map((change) => change.eventId) } },
  );
  return { eventId, facts, vectors, changes, runs };
}

function factsOf(client: ClickHouse, topic: string, eventId: string): Promise<TracedFact[]> {
  const table = factTableOf(topic);
  return client.rows<TracedFact>(
    `SELECT '${topic}' AS topic, '${table}' AS table, tenant_id AS tenantId, account_id AS accountId,
       toString(day) AS day, formatDateTime(argMax(occurred_at, ver), '%FT%TZ') AS occurredAt,
       formatDateTime(argMax(received_at, ver), '%FT%TZ') AS receivedAt, toUInt32(count()) AS copies
     FROM ${table} WHERE event_id = {event:String} GROUP BY tenant_id, account_id, day`,
    { params: { event: eventId } },
  );
}
