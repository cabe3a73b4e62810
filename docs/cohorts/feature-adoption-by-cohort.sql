-- Of the customers that started in a month, what share used a feature within their first 30 days: does onboarding get
-- better from cohort to cohort? Whoever started before anything was recorded, or less than 30 days ago, would only look late.
WITH
  uses AS (
    SELECT account_id, feature, occurred_at, ifNull(automation, false) AS by_machine
    FROM feature_uses_distinct
    WHERE tenant_id = 'demo'
  ),
  firsts AS (
    SELECT account_id, feature, min(occurred_at) AS first_used_at
    FROM uses
    WHERE NOT by_machine
    GROUP BY account_id, feature
  ),
  cohorts AS (
    SELECT account_id, toStartOfMonth(started_at) AS start_month, started_at
    FROM account_lifetimes
    WHERE tenant_id = 'demo'
      AND started_at >= (SELECT min(occurred_at) FROM uses)
      AND started_at + INTERVAL 30 DAY <= (SELECT ifNull(max(as_of), now64(3)) FROM tenants FINAL WHERE tenant_id = 'demo')
  )
SELECT
  f.feature AS feature,
  c.start_month AS start_month,
  count() AS started,
  countIf(u.first_used_at IS NOT NULL AND u.first_used_at < c.started_at + INTERVAL 30 DAY) AS adopted,
  round(adopted / started, 3) AS share
FROM cohorts AS c
CROSS JOIN (SELECT DISTINCT feature FROM firsts) AS f
LEFT JOIN (SELECT account_id, feature, toNullable(first_used_at) AS first_used_at FROM firsts) AS u
  ON u.account_id = c.account_id AND u.feature = f.feature
GROUP BY feature, start_month
ORDER BY feature, start_month;
