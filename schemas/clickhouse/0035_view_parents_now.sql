-- Customers that are several accounts, by the parent that accounts name (parentAccountId, the last one said): one row per
-- parent, which is itself an account where it has facts of its own and then counts among its members. Rolled up by count,
-- every scored account the same, and by revenue, each by its MRR; the worst member stands beside them, since a mean can
-- hide it.
CREATE OR REPLACE VIEW parents_now AS
SELECT
  m.tenant_id AS tenant_id,
  m.parent_id AS parent_id,
  count() AS accounts,
  countIf(a.score IS NOT NULL) AS scored_accounts,
  sum(ifNull(a.mrr, 0)) AS mrr,
  round(avg(a.score), 1) AS score_by_count,
  -- NULL where no scored member pays anything.
  round(sum(a.score * ifNull(a.mrr, 0)) / nullIf(sumIf(ifNull(a.mrr, 0), a.score IS NOT NULL), 0), 1) AS score_by_revenue,
  min(a.score) AS worst_score,
  argMinIf(a.account_id, a.score, a.score IS NOT NULL) AS worst_account,
  sumIf(ifNull(a.mrr, 0), a.band = 'at-risk') AS mrr_at_risk,
  countIf(has(a.flags, 'masked-risk')) AS masked_accounts
FROM (
  SELECT DISTINCT tenant_id, parent_id, member AS account_id
  FROM (
    SELECT tenant_id, account_id, argMax(toNullable(toString(parent_account_id)), (occurred_at, event_id)) AS parent_id
    FROM accounts_distinct
    GROUP BY tenant_id, account_id
  )
  ARRAY JOIN [account_id, parent_id] AS member
  WHERE ifNull(parent_id, '') != ''
) AS m
INNER JOIN accounts_now AS a ON a.tenant_id = m.tenant_id AND a.account_id = m.account_id
GROUP BY m.tenant_id, m.parent_id;
