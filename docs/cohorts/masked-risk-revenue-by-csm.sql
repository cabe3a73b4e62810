-- Monthly revenue of customers whose numbers look fine while the people who know them worry, by who looks after them:
-- the revenue a dashboard of usage would call safe.
SELECT
  ifNull(csm, 'nobody') AS csm,
  countIf(has(flags, 'masked-risk')) AS masked_accounts,
  sumIf(ifNull(mrr, 0), has(flags, 'masked-risk')) AS masked_mrr,
  round(masked_mrr / nullIf(sum(ifNull(mrr, 0)), 0), 3) AS share_of_their_revenue
FROM accounts_now
WHERE tenant_id = 'demo' AND churned_at IS NULL
GROUP BY csm
HAVING masked_accounts > 0
ORDER BY masked_mrr DESC;
