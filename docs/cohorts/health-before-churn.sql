-- How healthy the customers that left had looked, week by week before they did: a score that only falls in the last
-- week warns nobody. Closes are recorded from 30 days before an account was first evaluated: of earlier leavers there are none.
SELECT
  intDiv(dateDiff('day', h.day, toDate(life.churned_at)), 7) AS weeks_before,
  uniqExact(h.account_id) AS accounts,
  round(avg(h.score), 1) AS score,
  round(avg(h.data_score), 1) AS data_score,
  round(avg(h.human_score), 1) AS human_score
FROM account_lifetimes AS life
INNER JOIN health_daily AS h ON h.tenant_id = life.tenant_id AND h.account_id = life.account_id
WHERE life.tenant_id = 'demo'
  AND life.churned_at IS NOT NULL
  AND h.day < toDate(life.churned_at)
  AND h.day >= toDate(life.churned_at) - 91
GROUP BY weeks_before
ORDER BY weeks_before DESC;
