import { factTableOf } from '@bellwether/contracts';
import {
  type Activity,
  DAY_MS,
  dayOf,
  HEARD_WINDOW_MS,
  type Instant,
  TELEMETRY_TOPICS,
  WEEKS_COMPARED,
} from '@bellwether/domain';
import type { ClickHouse } from './connect.ts';
import { READ_SETTINGS, rowsOf } from './fact-store/statements.ts';
import { quoted } from './structure.ts';

const WEEK_MS = 7 * DAY_MS;

type ActivityRow = readonly [
  tenantId: string,
  topic: string,
  source: string | null,
  weeks: readonly number[],
  accounts: readonly number[],
  heardAtMs: number,
];

/** See {@link Activity}; of every tenant that any telemetry was heard of in the weeks compared, as of an instant. */
export async function readActivity(client: ClickHouse, now: Instant): Promise<Activity[]> {
  const rows = await rowsOf<ActivityRow>(client, activitySQL(now), READ_SETTINGS);
  return rows.map(([tenantId, topic, source, weeks, counts, heardAt]) => {
    const accounts = Array.from(
      { length: WEEKS_COMPARED + 1 },
      (_, week) => counts[weeks.indexOf(week)] ?? 0,
    );
    return { tenantId, topic, source, accounts, heardAt };
  });
}

/**
 * Copies of a fact may be counted, since accounts are counted once, so nothing is merged. Days named literally prune
 * all but two days of each week.
 */
function activitySQL(now: Instant): string {
  return `SELECT tenant_id, topic, if(whole, NULL, source), groupArray(week), groupArray(accounts), max(heard)
FROM (
  SELECT tenant_id, topic, source, week, toBool(grouping(source)) AS whole, uniqExact(account_id) AS accounts,
    max(occurred_ms) AS heard
  FROM (${TELEMETRY_TOPICS.map((topic) => heardSQL(topic, now)).join('\nUNION ALL\n')})
  GROUP BY GROUPING SETS ((tenant_id, topic, week, source), (tenant_id, topic, week))
)
GROUP BY tenant_id, topic, source, whole
ORDER BY tenant_id, topic, whole, source`;
}

/** One row a signal that lies in the day up to now, or in one of the same days before and was received by its end. */
function heardSQL(topic: string, now: Instant): string {
  const days = Array.from({ length: WEEKS_COMPARED + 1 }, (_, week) => now - week * WEEK_MS).flatMap(
    (end) => [dayOf(end - HEARD_WINDOW_MS), dayOf(end)],
  );
  return `SELECT tenant_id, ${quoted(topic)} AS topic, toString(source) AS source, account_id,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms, intDiv(${now} - occurred_ms, ${WEEK_MS}) AS week
FROM ${factTableOf(topic)}
WHERE day IN (${[...new Set(days)].map((day) => quoted(day)).join(', ')}) AND occurred_ms <= ${now}
  AND (${now} - occurred_ms) % ${WEEK_MS} < ${HEARD_WINDOW_MS}
  AND toUnixTimestamp64Milli(received_at) <= ${now} - week * ${WEEK_MS}`;
}
