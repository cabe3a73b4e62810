-- Net promoter score by segment, month by month: 9 and 10 promote, 6 and less detract, and of each person only the
-- last answer of the month counts.
SELECT
  month,
  segment,
  count() AS people,
  round(100 * (countIf(answer >= 9) - countIf(answer <= 6)) / people) AS nps
FROM (
  SELECT
    toStartOfMonth(s.occurred_at) AS month,
    ifNull(a.segment, 'none') AS segment,
    argMax(s.score, (s.occurred_at, s.event_id)) AS answer
  FROM surveys_distinct AS s
  LEFT JOIN accounts_now AS a ON a.tenant_id = s.tenant_id AND a.account_id = s.account_id
  WHERE s.tenant_id = 'demo' AND s.kind = 'nps' AND s.change = 'answered' AND s.score IS NOT NULL
    -- 0 to 10 or 1 to 10, as the indicator reads it: a 5 of 5 would be a detractor.
    AND ifNull(s.scale_min, 0) IN (0, 1) AND ifNull(s.scale_max, 10) = 10
    AND s.occurred_at <= (SELECT ifNull(max(as_of), now64(3)) FROM tenants FINAL WHERE tenant_id = 'demo')
  -- Who did not say who they are is a person of their own.
  GROUP BY month, segment, s.account_id, ifNull(s.user_id, s.event_id)
)
GROUP BY month, segment
ORDER BY month, segment;
