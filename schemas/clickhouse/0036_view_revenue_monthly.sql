-- One row per account and month in which there is something to tell: who pays at both ends of it and how much, what it has
-- brought, what was spent on it. All fleet metrics are sums over these rows; the statement is made from their definition in
-- packages/domain/fleet, and a test keeps it so. The last month is the running one, as it stands: revenue and what is spent every month as far as it has come.
-- Money is in the tenant's base currency at the rate of the month's last day, NULL where a rate is missing. Spend that nobody
-- is there to bear is in rows with account_id ''. segment is the one the account was in at the month's end.
CREATE OR REPLACE VIEW revenue_monthly AS
WITH looks AS (SELECT s.tenant_id AS tenant_id, ifNull(t.as_of, now64(3, 'UTC')) AS as_of, s.first_day AS first_day
FROM (SELECT tenant_id, min(day) AS first_day FROM subscriptions GROUP BY tenant_id) AS s
LEFT JOIN (SELECT tenant_id, as_of FROM tenants FINAL) AS t ON t.tenant_id = s.tenant_id),
facts AS (SELECT s.tenant_id AS tenant_id, s.account_id AS account_id, s.subscription_id AS subscription_id,
  toUnixTimestamp64Milli(s.occurred_at) AS at, s.event_id AS event_id, toString(s.currency) AS currency, toUnixTimestamp64Milli(l.as_of) AS look,
  toString(s.change) != 'purchased' AS counts,
  if(toString(s.change) IN ('churned', 'purchased'), 0, NOT ifNull(s.trial, 0)) AS pays,
  if(pays, s.mrr, 0) AS mrr, ifNull(s.amount, 0) AS amount, toUnixTimestamp64Milli(s.term_ends_at) AS term_end
FROM subscriptions_distinct AS s
INNER JOIN looks AS l ON l.tenant_id = s.tenant_id
WHERE s.occurred_at <= l.as_of),
intervals AS (SELECT *, leadInFrame(at, 1, 9223372036854775807) OVER (PARTITION BY tenant_id, account_id, subscription_id, counts
  ORDER BY at, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS until
FROM facts),
months AS (SELECT tenant_id, month, toUnixTimestamp64Milli(toDateTime64(month, 3, 'UTC')) - 1 AS opening,
  toUnixTimestamp64Milli(toDateTime64(addMonths(month, 1), 3, 'UTC')) - 1 AS month_end, least(month_end, toUnixTimestamp64Milli(as_of)) AS closing,
  (closing - opening) / (month_end - opening) AS elapsed,
  toDate(fromUnixTimestamp64Milli(closing, 'UTC')) AS rate_day,
  if(tenant_id IN (SELECT tenant_id FROM exchange_rates), tenant_id, '*') AS rates_of
FROM (
  SELECT tenant_id, as_of, addMonths(toStartOfMonth(first_day), -12) AS first_month,
    arrayJoin(arrayMap(n -> addMonths(first_month, n),
      range(toUInt32(greatest(0, dateDiff('month', first_month, toDate(as_of)) + 1))))) AS month
  FROM looks
)),
rates AS (SELECT m.tenant_id AS tenant_id, m.month AS month, toString(r.currency) AS currency,
  toFloat64(argMax(r.rate, r.valid_from)) AS rate
FROM months AS m
INNER JOIN exchange_rates AS r ON r.tenant_id = m.rates_of
WHERE r.valid_from <= m.rate_day
GROUP BY tenant_id, month, currency),
states AS (SELECT i.tenant_id AS tenant_id, i.account_id AS account_id, m.month AS month,
  max(pays AND at <= opening AND until > opening) AS active_start, max(pays AND until > closing) AS active_end,
  max(pays) AS customer, if(customer, minIf(at, pays) > max(opening), 0) AS is_new,
  sumIf(mrr * rate, at <= opening AND until > opening) AS mrr_start,
  sumIf(mrr * rate, until > closing) AS mrr_end,
  max(rate = 0 AND mrr != 0 AND at <= opening AND until > opening) AS unrated_start,
  max(rate = 0 AND mrr != 0 AND until > closing) AS unrated_end,
  sum(rate * (mrr * greatest(0, least(until, closing) - greatest(at, opening)) / 2629800000 + if(at > opening, amount, 0)))
    AS revenue,
  max(rate = 0 AND ((mrr != 0 AND least(until, closing) > greatest(at, opening)) OR (amount != 0 AND at > opening)))
    AS unrated_revenue,
  sum(rate * (mrr * (least(until, closing) - at) / 2629800000 + amount)) AS lifetime_revenue,
  max(rate = 0 AND (mrr != 0 OR amount != 0)) AS unrated_ever
FROM intervals AS i
INNER JOIN months AS m ON m.tenant_id = i.tenant_id
LEFT JOIN rates AS r ON r.tenant_id = m.tenant_id AND r.month = m.month AND r.currency = i.currency
WHERE i.at <= m.closing
GROUP BY tenant_id, account_id, month),
renewals AS (SELECT tenant_id, account_id, toStartOfMonth(toDate(fromUnixTimestamp64Milli(term_end, 'UTC'))) AS month,
  count() AS due, sum(renewed) AS renewed
FROM (
  SELECT t.tenant_id AS tenant_id, t.account_id AS account_id, t.term_end AS term_end,
    max(i.pays AND i.at <= decided AND i.until > decided) AS renewed
  FROM (
    SELECT DISTINCT tenant_id, account_id, subscription_id, assumeNotNull(term_end) AS term_end, least(look, term_end + 2592000000) AS decided
    FROM (
      SELECT *, min(term_end) OVER (PARTITION BY tenant_id, account_id, subscription_id
        ORDER BY at, event_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS shortened_to
      FROM facts WHERE pays AND ifNull(at <= term_end, 0)
    )
    WHERE term_end <= look AND ifNull(shortened_to >= term_end, 1)
  ) AS t
  INNER JOIN intervals AS i USING (tenant_id, account_id, subscription_id)
  GROUP BY tenant_id, account_id, t.subscription_id, term_end
)
GROUP BY tenant_id, account_id, month),
spend AS (SELECT tenant_id, month, mapFromArrays(groupArray(purpose), groupArray((acquisition, retention, a_unrated, r_unrated)))
    AS spend
FROM (
  SELECT c.tenant_id AS tenant_id, m.month AS month,
    multiIf(c.account_id IS NOT NULL, 'of ' || c.account_id, c.segment IS NOT NULL, 'in ' || toString(c.segment), '*') AS named,
    assumeNotNull(named) AS purpose,
    sumIf(c.amount * r.rate * if(ifNull(c.last_month = c.first_month, 0), 1, m.elapsed), c.category = 'acquisition') AS acquisition,
    sumIf(c.amount * r.rate * if(ifNull(c.last_month = c.first_month, 0), 1, m.elapsed), c.category = 'retention') AS retention,
    max(c.category = 'acquisition' AND c.amount != 0 AND r.rate = 0) AS a_unrated,
    max(c.category = 'retention' AND c.amount != 0 AND r.rate = 0) AS r_unrated
  FROM costs AS c
  INNER JOIN months AS m ON m.tenant_id = c.tenant_id
  LEFT JOIN rates AS r ON r.tenant_id = m.tenant_id AND r.month = m.month AND r.currency = toString(c.currency)
  WHERE c.first_month <= m.month AND ifNull(c.last_month >= m.month, 1)
  GROUP BY tenant_id, month, named
)
GROUP BY tenant_id, month),
grid AS (SELECT a.tenant_id AS tenant_id, a.account_id AS account_id, m.month AS month,
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
    arraySort(groupArray((toUnixTimestamp64Milli(a.occurred_at), a.event_id, toNullable(toString(a.segment))))) AS segments
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
INNER JOIN months AS m ON m.tenant_id = c.tenant_id)
SELECT tenant_id, account_id, month, segment, customer, is_new, active_start, active_end, retained,
  active_start AND NOT active_end AS churned,
  if(unrated_start, NULL, mrr_start) AS mrr_at_start,
  if(unrated_end, NULL, mrr_end) AS mrr_at_end,
  if(unrated_revenue, NULL, revenue) AS revenue_in_month,
  if(unrated_ever, NULL, lifetime_revenue) AS revenue_to_date,
  due AS terms_due, renewed AS terms_renewed,
  if(acquisition_unrated, NULL, acquisition) AS acquisition_cost,
  if(max(acquisition_unrated) OVER (PARTITION BY tenant_id, account_id, if(account_id = '', purpose, '') ORDER BY month
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), NULL, sum(acquisition) OVER (PARTITION BY tenant_id, account_id, if(account_id = '', purpose, '') ORDER BY month
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS acquisition_cost_to_date,
  if(retention_unrated, NULL, retention) AS retention_cost,
  gross_margin
FROM (SELECT a.* EXCEPT (tenant_id, account_id, month), a.tenant_id AS tenant_id, a.account_id AS account_id,
  a.month AS month, r.due AS due, r.renewed AS renewed, v.gross_margin AS gross_margin,
  p.spend['of ' || a.account_id] AS own, p.spend[a.purpose] AS inside, p.spend['*'] AS everywhere,
  multiIf(a.account_id != '', own.1 + if(is_new, inside.1 / new_in + everywhere.1 / new_all, 0),
    a.purpose = '*', if(new_all = 0, everywhere.1, 0), if(new_in = 0, inside.1, 0)) AS acquisition, multiIf(a.account_id != '', own.3 OR if(is_new, inside.3 OR everywhere.3, 0),
    a.purpose = '*', if(new_all = 0, everywhere.3, 0), if(new_in = 0, inside.3, 0)) AS acquisition_unrated,
  multiIf(a.account_id != '', own.2 + if(retained, inside.2 / retained_in + everywhere.2 / retained_all, 0),
    a.purpose = '*', if(retained_all = 0, everywhere.2, 0), if(retained_in = 0, inside.2, 0)) AS retention, multiIf(a.account_id != '', own.4 OR if(retained, inside.4 OR everywhere.4, 0),
    a.purpose = '*', if(retained_all = 0, everywhere.4, 0), if(retained_in = 0, inside.4, 0)) AS retention_unrated
FROM (SELECT g.tenant_id AS tenant_id, g.account_id AS account_id, g.month AS month, g.segment AS segment,
  g.purpose AS purpose, s.* EXCEPT (tenant_id, account_id, month), active_start AND active_end AS retained,
  sum(is_new) OVER (PARTITION BY tenant_id, month) AS new_all,
  sum(is_new) OVER (PARTITION BY tenant_id, month, purpose) AS new_in,
  sum(retained) OVER (PARTITION BY tenant_id, month) AS retained_all,
  sum(retained) OVER (PARTITION BY tenant_id, month, purpose) AS retained_in
FROM grid AS g
LEFT JOIN states AS s ON s.tenant_id = g.tenant_id AND s.account_id = g.account_id AND s.month = g.month) AS a
LEFT JOIN renewals AS r ON r.tenant_id = a.tenant_id AND r.account_id = a.account_id AND r.month = a.month
LEFT JOIN spend AS p ON p.tenant_id = a.tenant_id AND p.month = a.month
LEFT JOIN (
  SELECT m.tenant_id AS tenant_id, m.month AS month, toNullable(argMax(g.gross_margin, g.first_month)) AS gross_margin
  FROM months AS m INNER JOIN gross_margins AS g ON g.tenant_id = m.tenant_id
  WHERE g.first_month <= m.month GROUP BY tenant_id, month
) AS v ON v.tenant_id = a.tenant_id AND v.month = a.month)
WHERE customer OR lifetime_revenue != 0 OR unrated_ever OR acquisition != 0 OR retention != 0
  OR acquisition_unrated OR retention_unrated;
