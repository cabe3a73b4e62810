import type { SignalReads } from '../../indicators/source.ts';
import type { Day } from '../../time/days.ts';
import { ONE_TENANT } from '../query.ts';
import { REVENUE_READS, revenueMonthsSQL } from '../sql/revenue-months.ts';
import { RISING_KINDS } from './kinds.ts';
import { FORTNIGHT_DAYS, USUAL_FORTNIGHTS_MAX } from './rule.ts';

/** Days of use after which an account still counts as a user of a feature. */
export const USER_DAYS = 90;

const AS_OF = `fromUnixTimestamp64Milli({as_of:Int64}, 'UTC')`;

function factsOf(days: number): string {
  return `tenant_id = {tenant:String} AND occurred_at <= ${AS_OF} AND day > toDate(${AS_OF}) - ${days}`;
}

/** One row a kind and subject: accounts affected by fortnight (0 first), and who they are in the newest. */
export const AFFECTED = `SELECT kind, subject,
  arrayMap(f -> countEqual(fortnights, f), range(${USUAL_FORTNIGHTS_MAX + 1})) AS counts, arraySort(recent) AS affected
FROM (
  SELECT kind, subject, groupArray(toInt32(fortnight)) AS fortnights, groupArrayIf(account_id, fortnight = 0) AS recent
  FROM (
    ${RISING_KINDS.map(({ id, affected }) => `SELECT '${id}' AS kind, * FROM (${affected})`).join('\nUNION ALL\n')}
  )
  GROUP BY kind, subject
)
WHERE notEmpty(recent)
ORDER BY kind, subject`.replaceAll('{{facts}}', factsOf(FORTNIGHT_DAYS * (USUAL_FORTNIGHTS_MAX + 1)));

export type AffectedRow = readonly [
  kind: string,
  subject: string,
  counts: readonly number[],
  affected: readonly string[],
];

/** One row a topic: the first day there is anything of it. */
export const FIRST_DAYS = `SELECT topic, toString(min(day)) FROM account_days FINAL
WHERE tenant_id = {tenant:String} AND facts > 0 GROUP BY topic`;

export type FirstDayRow = readonly [topic: string, day: Day];

/** What {@link EXPOSED} reads of signals. */
export const EXPOSED_READS: SignalReads = {
  ...REVENUE_READS,
  'signals.subscription': [...REVENUE_READS['signals.subscription']!, 'features'],
  'signals.feature-use': ['feature', 'count'],
};

/** Paying accounts with their MRR (NULL without a rate), the features they used lately and those they have licensed. */
export const EXPOSED = `SELECT r.account_id, r.mrr, arraySort(arrayDistinct(arrayConcat(u.features, l.features))) AS features
FROM (
  SELECT account_id, mrr_at_end AS mrr FROM (${revenueMonthsSQL(ONE_TENANT)})
  WHERE active_end AND month = toStartOfMonth(toDate(${AS_OF}))
) AS r
LEFT JOIN (
  SELECT account_id, groupUniqArray(toString(feature)) AS features FROM feature_uses_distinct
  WHERE ${factsOf(USER_DAYS)} AND count > 0 GROUP BY account_id
) AS u ON u.account_id = r.account_id
LEFT JOIN (
  SELECT account_id, groupUniqArrayArray(stated) AS features
  FROM (
    SELECT account_id, subscription_id, argMax(toString(change), (occurred_at, event_id)) AS last_change,
      argMaxIf(arrayMap(f -> toString(f), features), (occurred_at, event_id), notEmpty(features)) AS stated
    FROM subscriptions_distinct
    WHERE tenant_id = {tenant:String} AND occurred_at <= ${AS_OF} AND change != 'purchased'
    GROUP BY account_id, subscription_id
  )
  WHERE last_change != 'churned' GROUP BY account_id
) AS l ON l.account_id = r.account_id
ORDER BY r.account_id`;

export type ExposedRow = readonly [accountId: string, mrr: number | null, features: readonly string[]];
