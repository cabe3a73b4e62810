-- Of the customers that started in a month, what share used a feature within their first 30 days: does onboarding get
-- better from cohort to cohort?
WITH
  cohorts AS (
    SELECT account_id, toStartOfMonth(started_at) AS start_month, started_at
    FROM account_lifetimes
    WHERE tenant_id = 'demo'
  ),
  uses AS (
    SELECT account_id, feature, min(occurred_at) AS first_used_at
    FROM feature_uses_distinct
    WHERE tenant_id = 'demo'
    GROUP BY account_id, feature
  )
SELECT
  f.feature AS feature,
  c.start_month AS start_month,
  count() AS started,
  countIf(u.first_used_at IS NOT NULL AND u.first_used_at < c.started_at + INTERVAL 30 DAY) AS adopted,
  round(adopted / started, 3) AS share
FROM cohorts AS c
CROSS JOIN (SELECT DISTINCT feature FROM uses) AS f
LEFT JOIN (SELECT account_id, feature, toNullable(first_used_at) AS first_used_at FROM uses) AS u
  ON u.account_id = c.account_id AND u.feature = f.feature
GROUP BY feature, start_month
ORDER BY feature, start_month;
