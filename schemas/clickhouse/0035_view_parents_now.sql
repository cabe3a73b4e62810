-- Customers that are several accounts, by the parent that accounts name (parentAccountId, the last one said): one row per
-- parent, over all accounts below it and its own where it has facts of its own. Up to sixteen levels deep. Rolled up by
-- count, every scored account the same, and by revenue, each by its MRR; the worst account stands beside them, since a
-- mean can hide it. Who has churned is left out; an MRR that is not known is not 0, so revenue leaves that account out
-- too and scored_accounts_mrr_unknown counts it. `bellwether parents` tells the same of any day, by the scorecard's choice.
CREATE OR REPLACE VIEW parents_now AS
WITH RECURSIVE
  named AS (
    SELECT tenant_id, account_id, parent_id
    FROM (
      SELECT
        tenant_id,
        account_id,
        argMax(ifNull(toString(parent_account_id), ''), (occurred_at, event_id)) AS parent_id
      FROM accounts_known
      GROUP BY tenant_id, account_id
    )
    WHERE parent_id != '' AND parent_id != account_id
  ),
  above AS (
    SELECT tenant_id, account_id, parent_id, 1 AS level FROM named
    UNION ALL
    SELECT a.tenant_id, a.account_id, n.parent_id, a.level + 1
    FROM above AS a
    INNER JOIN named AS n ON n.tenant_id = a.tenant_id AND n.account_id = a.parent_id
    WHERE a.level < 16
  )
SELECT
  m.tenant_id AS tenant_id,
  m.parent_id AS parent_id,
  count() AS accounts,
  countIf(a.churned_at IS NOT NULL) AS churned_accounts,
  countIf(a.churned_at IS NULL AND a.score IS NOT NULL) AS scored_accounts,
  countIf(a.churned_at IS NULL AND a.score IS NOT NULL AND a.mrr IS NULL) AS scored_accounts_mrr_unknown,
  -- NULL where nothing is known, as for every sum below.
  sumIf(a.mrr, a.churned_at IS NULL) AS mrr,
  round(avgIf(a.score, a.churned_at IS NULL), 1) AS score_by_count,
  -- NULL where no scored account is known to pay anything.
  round(
    sumIf(a.score * a.mrr, a.churned_at IS NULL) / nullIf(sumIf(a.mrr, a.churned_at IS NULL AND a.score IS NOT NULL), 0), 1
  ) AS score_by_revenue,
  minIf(a.score, a.churned_at IS NULL) AS worst_score,
  argMinIf(a.account_id, a.score, a.churned_at IS NULL AND a.score IS NOT NULL) AS worst_account,
  countIf(a.churned_at IS NULL AND a.band = 'at-risk') AS at_risk_accounts,
  sumIf(a.mrr, a.churned_at IS NULL AND a.band = 'at-risk') AS mrr_at_risk,
  countIf(a.churned_at IS NULL AND has(a.flags, 'masked-risk')) AS masked_accounts
FROM (
  SELECT DISTINCT tenant_id, parent_id, member AS account_id
  FROM above
  ARRAY JOIN [account_id, parent_id] AS member
) AS m
INNER JOIN accounts_now AS a ON a.tenant_id = m.tenant_id AND a.account_id = m.account_id
GROUP BY m.tenant_id, m.parent_id;
