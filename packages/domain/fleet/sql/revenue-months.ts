import type { SignalReads } from '../../indicators/source.ts';
import { EVERY_TENANT } from '../../money/rates.ts';
import { DAY_MS } from '../../time/days.ts';

/** The mean month, 365.25 / 12 days, in which recurring revenue is earned. */
const MONTH_MS = 2_629_800_000;
/** How long after the end of a term it is looked whether it goes on: paperwork comes late. */
const GRACE_MS = 30 * DAY_MS;
/** Spend this long before the first contract still counts as spent on winning customers. */
const SPEND_BEFORE_MONTHS = 12;
const NEVER_MS = '9223372036854775807';
const ofSubscription = 'tenant_id, account_id, subscription_id';
const ms = (instant: string) => `toUnixTimestamp64Milli(${instant})`;

/** What {@link revenueMonthsSQL} reads of signals. */
export const REVENUE_READS: SignalReads = {
  'signals.subscription': ['subscriptionId', 'change', 'currency', 'trial', 'mrr', 'amount', 'termEndsAt'],
  'signals.account': ['segment'],
};

/** Every change of a subscription that had happened by the look. One-off purchases do not count as a change of it. */
const FACTS = `SELECT s.tenant_id AS tenant_id, s.account_id AS account_id, s.subscription_id AS subscription_id,
  ${ms('s.occurred_at')} AS at, s.event_id AS event_id, toString(s.currency) AS currency, ${ms('l.as_of')} AS look,
  toString(s.change) != 'purchased' AS counts,
  if(toString(s.change) IN ('churned', 'purchased'), 0, NOT ifNull(s.trial, 0)) AS pays,
  if(pays, s.mrr, 0) AS mrr, ifNull(s.amount, 0) AS amount, ${ms('s.term_ends_at')} AS term_end
FROM subscriptions_distinct AS s
INNER JOIN looks AS l ON l.tenant_id = s.tenant_id
WHERE s.occurred_at <= l.as_of`;

/** What a change said holds from `at` until the next change. */
const INTERVALS = `SELECT *, leadInFrame(at, 1, ${NEVER_MS}) OVER (PARTITION BY ${ofSubscription}, counts
  ORDER BY at, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS until
FROM facts`;

/** From the first contract, or the spend before it, to the look; the running month is closed at the look. */
const MONTHS = `SELECT tenant_id, month, ${ms(`toDateTime64(month, 3, 'UTC')`)} - 1 AS opening,
  ${ms(`toDateTime64(addMonths(month, 1), 3, 'UTC')`)} - 1 AS month_end, least(month_end, ${ms('as_of')}) AS closing,
  (closing - opening) / (month_end - opening) AS elapsed,
  toDate(fromUnixTimestamp64Milli(closing, 'UTC')) AS rate_day,
  if(tenant_id IN (SELECT tenant_id FROM exchange_rates), tenant_id, '${EVERY_TENANT}') AS rates_of
FROM (
  SELECT tenant_id, as_of, addMonths(toStartOfMonth(first_day), -${SPEND_BEFORE_MONTHS}) AS first_month,
    arrayJoin(arrayMap(n -> addMonths(first_month, n),
      range(toUInt32(greatest(0, dateDiff('month', first_month, toDate(as_of)) + 1))))) AS month
  FROM looks
)`;

/** By month and currency: the rate in force on the month's last day. */
const RATES = `SELECT m.tenant_id AS tenant_id, m.month AS month, toString(r.currency) AS currency,
  toFloat64(argMax(r.rate, r.valid_from)) AS rate
FROM months AS m
INNER JOIN exchange_rates AS r ON r.tenant_id = m.rates_of
WHERE r.valid_from <= m.rate_day
GROUP BY tenant_id, month, currency`;

/** By account and month: what it pays at both ends, and what it has brought. */
const STATES = `SELECT i.tenant_id AS tenant_id, i.account_id AS account_id, m.month AS month,
  max(pays AND at <= opening AND until > opening) AS active_start, max(pays AND until > closing) AS active_end,
  max(pays) AS customer, if(customer, minIf(at, pays) > max(opening), 0) AS is_new,
  sumIf(mrr * rate, at <= opening AND until > opening) AS mrr_start,
  sumIf(mrr * rate, until > closing) AS mrr_end,
  max(rate = 0 AND mrr != 0 AND at <= opening AND until > opening) AS unrated_start,
  max(rate = 0 AND mrr != 0 AND until > closing) AS unrated_end,
  sum(rate * (mrr * greatest(0, least(until, closing) - greatest(at, opening)) / ${MONTH_MS} + if(at > opening, amount, 0)))
    AS revenue,
  max(rate = 0 AND ((mrr != 0 AND least(until, closing) > greatest(at, opening)) OR (amount != 0 AND at > opening)))
    AS unrated_revenue,
  sum(rate * (mrr * (least(until, closing) - at) / ${MONTH_MS} + amount)) AS lifetime_revenue,
  max(rate = 0 AND (mrr != 0 OR amount != 0)) AS unrated_ever
FROM intervals AS i
INNER JOIN months AS m ON m.tenant_id = i.tenant_id
LEFT JOIN rates AS r ON r.tenant_id = m.tenant_id AND r.month = m.month AND r.currency = i.currency
WHERE i.at <= m.closing
GROUP BY tenant_id, account_id, month`;

/** By account and month: terms that ended, and how many of them went on. One shortened later is not due at its old end. */
const RENEWALS = `SELECT tenant_id, account_id, toStartOfMonth(toDate(fromUnixTimestamp64Milli(term_end, 'UTC'))) AS month,
  count() AS due, sum(renewed) AS renewed
FROM (
  SELECT t.tenant_id AS tenant_id, t.account_id AS account_id, t.term_end AS term_end,
    max(i.pays AND i.at <= decided AND i.until > decided) AS renewed
  FROM (
    SELECT DISTINCT ${ofSubscription}, assumeNotNull(term_end) AS term_end, least(look, term_end + ${GRACE_MS}) AS decided
    FROM (
      SELECT *, min(term_end) OVER (PARTITION BY ${ofSubscription}
        ORDER BY at, event_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS shortened_to
      FROM facts WHERE pays AND ifNull(at <= term_end, 0)
    )
    WHERE term_end <= look AND ifNull(shortened_to >= term_end, 1)
  ) AS t
  INNER JOIN intervals AS i USING (${ofSubscription})
  GROUP BY tenant_id, account_id, t.subscription_id, term_end
)
GROUP BY tenant_id, account_id, month`;

const ONCE = 'ifNull(c.last_month = c.first_month, 0)';
const SPENT = `c.amount * r.rate * if(${ONCE}, 1, m.elapsed)`;

/**
 * By month: what was spent on an account (\`of <account>\`), in a segment (\`in <segment>\`) and on everybody (\`*\`), as a map of
 * (acquisition, retention, acquisition without a rate, retention without a rate). What is spent every month counts in the running
 * one as far as it has come, as revenue does.
 */
const SPEND = `SELECT tenant_id, month, mapFromArrays(groupArray(purpose), groupArray((acquisition, retention, a_unrated, r_unrated)))
    AS spend
FROM (
  SELECT c.tenant_id AS tenant_id, m.month AS month,
    multiIf(c.account_id IS NOT NULL, 'of ' || c.account_id, c.segment IS NOT NULL, 'in ' || toString(c.segment), '*') AS named,
    assumeNotNull(named) AS purpose,
    sumIf(${SPENT}, c.category = 'acquisition') AS acquisition,
    sumIf(${SPENT}, c.category = 'retention') AS retention,
    max(c.category = 'acquisition' AND c.amount != 0 AND r.rate = 0) AS a_unrated,
    max(c.category = 'retention' AND c.amount != 0 AND r.rate = 0) AS r_unrated
  FROM costs AS c
  INNER JOIN months AS m ON m.tenant_id = c.tenant_id
  LEFT JOIN rates AS r ON r.tenant_id = m.tenant_id AND r.month = m.month AND r.currency = toString(c.currency)
  WHERE c.first_month <= m.month AND ifNull(c.last_month >= m.month, 1)
  GROUP BY tenant_id, month, named
)
GROUP BY tenant_id, month`;

/** Accounts in every month, with the segment they were in at its end; and segments and everybody, as rows without account. */
const GRID = `SELECT a.tenant_id AS tenant_id, a.account_id AS account_id, m.month AS month,
  ifNull(arrayLast(s -> s.1 <= m.closing, said.segments).3, 'none') AS segment, 'in ' || segment AS purpose
FROM (
  SELECT DISTINCT s.tenant_id AS tenant_id, s.account_id AS account_id
  FROM subscriptions AS s INNER JOIN looks AS l ON l.tenant_id = s.tenant_id WHERE s.occurred_at <= l.as_of
  UNION DISTINCT
  SELECT tenant_id, assumeNotNull(account_id) FROM costs WHERE account_id IS NOT NULL
) AS a
INNER JOIN months AS m ON m.tenant_id = a.tenant_id
LEFT JOIN (
  SELECT a.tenant_id AS tenant_id, a.account_id AS account_id,
    arraySort(groupArray((${ms('a.occurred_at')}, a.event_id, toNullable(toString(a.segment))))) AS segments
  FROM accounts_distinct AS a
  INNER JOIN looks AS l ON l.tenant_id = a.tenant_id
  WHERE a.occurred_at <= l.as_of
  GROUP BY tenant_id, account_id
) AS said ON said.tenant_id = a.tenant_id AND said.account_id = a.account_id
UNION ALL
SELECT c.tenant_id AS tenant_id, '' AS account_id, m.month AS month, c.spent_in AS segment, c.purpose AS purpose
FROM (
  SELECT DISTINCT tenant_id, ifNull(toString(segment), 'none') AS spent_in,
    if(segment IS NULL, '*', 'in ' || spent_in) AS purpose
  FROM costs WHERE account_id IS NULL
) AS c
INNER JOIN months AS m ON m.tenant_id = c.tenant_id`;

/** Who bears what is spent on many: new customers what was spent to win them, retained ones what was spent to keep them. */
const BEARERS = `SELECT g.tenant_id AS tenant_id, g.account_id AS account_id, g.month AS month, g.segment AS segment,
  g.purpose AS purpose, s.* EXCEPT (tenant_id, account_id, month), active_start AND active_end AS retained,
  sum(is_new) OVER (PARTITION BY tenant_id, month) AS new_all,
  sum(is_new) OVER (PARTITION BY tenant_id, month, purpose) AS new_in,
  sum(retained) OVER (PARTITION BY tenant_id, month) AS retained_all,
  sum(retained) OVER (PARTITION BY tenant_id, month, purpose) AS retained_in
FROM grid AS g
LEFT JOIN states AS s ON s.tenant_id = g.tenant_id AND s.account_id = g.account_id AND s.month = g.month`;

/** What a row bears: an account its own spend and its share; a row without account what nobody is there to bear. */
function borne(part: number, bears: string, by: string): string {
  return `multiIf(a.account_id != '', own.${part} + if(${bears}, inside.${part} / ${by}_in + everywhere.${part} / ${by}_all, 0),
    a.purpose = '*', if(${by}_all = 0, everywhere.${part}, 0), if(${by}_in = 0, inside.${part}, 0))`;
}

/** Whether a rate was missing for any of it. */
function borneUnrated(part: number, bears: string, by: string): string {
  return `multiIf(a.account_id != '', own.${part} OR if(${bears}, inside.${part} OR everywhere.${part}, 0),
    a.purpose = '*', if(${by}_all = 0, everywhere.${part}, 0), if(${by}_in = 0, inside.${part}, 0))`;
}

const known = (unrated: string, money: string) => `if(${unrated}, NULL, ${money})`;

const JOINED = `SELECT a.* EXCEPT (tenant_id, account_id, month), a.tenant_id AS tenant_id, a.account_id AS account_id,
  a.month AS month, r.due AS due, r.renewed AS renewed, v.gross_margin AS gross_margin,
  p.spend['of ' || a.account_id] AS own, p.spend[a.purpose] AS inside, p.spend['*'] AS everywhere,
  ${borne(1, 'is_new', 'new')} AS acquisition, ${borneUnrated(3, 'is_new', 'new')} AS acquisition_unrated,
  ${borne(2, 'retained', 'retained')} AS retention, ${borneUnrated(4, 'retained', 'retained')} AS retention_unrated
FROM (${BEARERS}) AS a
LEFT JOIN renewals AS r ON r.tenant_id = a.tenant_id AND r.account_id = a.account_id AND r.month = a.month
LEFT JOIN spend AS p ON p.tenant_id = a.tenant_id AND p.month = a.month
LEFT JOIN (
  SELECT m.tenant_id AS tenant_id, m.month AS month, toNullable(argMax(g.gross_margin, g.first_month)) AS gross_margin
  FROM months AS m INNER JOIN gross_margins AS g ON g.tenant_id = m.tenant_id
  WHERE g.first_month <= m.month GROUP BY tenant_id, month
) AS v ON v.tenant_id = a.tenant_id AND v.month = a.month`;

/**
 * One row per account and month in which there is something to tell: who pays at the month's start and end and how much, what
 * it has brought, what was spent on it. `looks` is a SELECT of tenant_id, as_of DateTime64(3, 'UTC') and first_day, the
 * day of the tenant's first contract. Money is in the tenant's base currency, all of a month at the rate of its last
 * day, so that a currency that moves is no expansion; NULL where a rate is missing. Spend that nobody is there to bear is in
 * rows of its own, with account_id '': sums over rows are always the whole.
 */
export function revenueMonthsSQL(looks: string): string {
  const soFar = `OVER (PARTITION BY tenant_id, account_id, if(account_id = '', purpose, '') ORDER BY month
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  return `WITH looks AS (${looks}),
facts AS (${FACTS}),
intervals AS (${INTERVALS}),
months AS (${MONTHS}),
rates AS (${RATES}),
states AS (${STATES}),
renewals AS (${RENEWALS}),
spend AS (${SPEND}),
grid AS (${GRID})
SELECT tenant_id, account_id, month, segment, customer, is_new, active_start, active_end, retained,
  active_start AND NOT active_end AS churned,
  ${known('unrated_start', 'mrr_start')} AS mrr_at_start,
  ${known('unrated_end', 'mrr_end')} AS mrr_at_end,
  ${known('unrated_revenue', 'revenue')} AS revenue_in_month,
  ${known('unrated_ever', 'lifetime_revenue')} AS revenue_to_date,
  due AS terms_due, renewed AS terms_renewed,
  ${known('acquisition_unrated', 'acquisition')} AS acquisition_cost,
  ${known(`max(acquisition_unrated) ${soFar}`, `sum(acquisition) ${soFar}`)} AS acquisition_cost_to_date,
  ${known('retention_unrated', 'retention')} AS retention_cost,
  gross_margin
FROM (${JOINED})
WHERE customer OR lifetime_revenue != 0 OR unrated_ever OR acquisition != 0 OR retention != 0
  OR acquisition_unrated OR retention_unrated`;
}
