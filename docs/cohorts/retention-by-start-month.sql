-- Of the customers that started in a month, what share still pays one, two, three … months later, and what share of
-- their revenue is left (above 1: the others grew by more than the leavers took).
SELECT
  start_month,
  months,
  sum(accounts_started) AS started,
  sum(accounts_retained) AS retained,
  round(retained / started, 4) AS retained_share,
  round(toFloat64(sum(mrr_retained)) / toFloat64(sum(mrr_started)), 4) AS revenue_share
FROM cohort_retention
WHERE tenant_id = 'demo'
GROUP BY start_month, months
ORDER BY start_month, months;
