-- How much warning there was: days from the first close in band at-risk to the day the customer left. A customer that
-- was never at risk before it left was a miss; one that left before its first close was never looked at in time.
SELECT
  ifNull(a.segment, 'none') AS segment,
  count() AS left,
  countIf(w.warned_on IS NOT NULL) AS warned,
  countIf(w.seen AND w.warned_on IS NULL) AS missed,
  left - warned - missed AS unseen,
  quantileExactIf(0.5)(dateDiff('day', w.warned_on, toDate(life.churned_at)), w.warned_on IS NOT NULL) AS median_days
FROM account_lifetimes AS life
LEFT JOIN (
  SELECT h.tenant_id AS tenant_id, h.account_id AS account_id, true AS seen,
    minOrNullIf(h.day, h.band = 'at-risk') AS warned_on
  FROM health_daily AS h
  INNER JOIN account_lifetimes AS l ON l.tenant_id = h.tenant_id AND l.account_id = h.account_id
  WHERE h.day < toDate(l.churned_at)
  GROUP BY tenant_id, account_id
) AS w ON w.tenant_id = life.tenant_id AND w.account_id = life.account_id
LEFT JOIN accounts_now AS a ON a.tenant_id = life.tenant_id AND a.account_id = life.account_id
WHERE life.tenant_id = 'demo' AND life.churned_at IS NOT NULL
GROUP BY segment
ORDER BY segment;
