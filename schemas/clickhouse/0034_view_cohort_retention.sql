-- Of the accounts that started in a month, how many still pay at the end of each later month, and how much. A cohort
-- is a start month with a segment, plan and owner; sum over those that do not interest you, then divide:
--   SELECT start_month, months, sum(accounts_retained) / sum(accounts_started) FROM cohort_retention …
-- Plan is the one it started on, since who left has none now; segment and owner (the CSM) are as they are now. The last
-- month is the running one, as it stands.
CREATE OR REPLACE VIEW cohort_retention AS
WITH accounts_by_month AS (
  SELECT
    life.tenant_id AS tenant_id,
    life.account_id AS account_id,
    toStartOfMonth(life.started_at) AS start_month,
    arrayJoin(arrayMap(
      i -> addMonths(start_month, i),
      range(toUInt32(dateDiff('month', start_month, ifNull(t.as_of, now64(3)))) + 1))) AS month,
    life.start_plan AS plan,
    life.start_mrr AS start_mrr,
    arrayFilter(s -> s.1 < addMonths(month, 1), steps.list) AS until_month_end,
    arraySum(s -> s.2, until_month_end) > 0 AS retained,
    if(arrayExists(s -> isNull(s.3), until_month_end), NULL, arraySum(s -> ifNull(s.3, 0), until_month_end)) AS mrr
  FROM account_lifetimes AS life
  INNER JOIN (
    SELECT tenant_id, account_id, groupArray((toDate(occurred_at), paying_step, mrr_step)) AS list
    FROM mrr_steps
    GROUP BY tenant_id, account_id
  ) AS steps ON steps.tenant_id = life.tenant_id AND steps.account_id = life.account_id
  LEFT JOIN (SELECT tenant_id, as_of FROM tenants FINAL) AS t ON t.tenant_id = life.tenant_id
)
SELECT
  m.tenant_id AS tenant_id,
  m.start_month AS start_month,
  m.month AS month,
  dateDiff('month', m.start_month, m.month) AS months,
  coalesce(a.segment, 'none') AS segment,
  m.plan AS plan,
  coalesce(a.csm, 'none') AS owner,
  count() AS accounts_started,
  countIf(m.retained) AS accounts_retained,
  accounts_retained / accounts_started AS retained_share,
  -- NULL where money of one of them has no exchange rate.
  if(countIf(isNull(m.start_mrr)) > 0, NULL, sum(m.start_mrr)) AS mrr_started,
  if(countIf(isNull(m.mrr)) > 0, NULL, sum(m.mrr)) AS mrr_retained
FROM accounts_by_month AS m
LEFT JOIN (
  SELECT tenant_id, account_id, segment, coalesce(csm_name, csm_email, csm_id) AS csm FROM scores FINAL
) AS a ON a.tenant_id = m.tenant_id AND a.account_id = m.account_id
GROUP BY tenant_id, start_month, month, months, segment, plan, owner;
