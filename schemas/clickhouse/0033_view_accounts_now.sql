-- What is known of accounts: what a frozen tenant is told of later days is not known of it yet.
CREATE OR REPLACE VIEW accounts_known AS
SELECT s.*
FROM accounts_distinct AS s
LEFT JOIN (SELECT tenant_id, as_of FROM tenants FINAL) AS t ON t.tenant_id = s.tenant_id
WHERE s.occurred_at <= ifNull(t.as_of, now64(3));

-- One row per account, as of the last time it was looked at (as_of): who it is, what it pays, how it is.
-- What the score was made from (name, segment, csm, stage, mrr) comes from the score, so that the row agrees with itself;
-- industry and region from the last thing said about the account; plan from its largest paying subscription.
CREATE OR REPLACE VIEW accounts_now AS
SELECT
  s.tenant_id AS tenant_id,
  s.account_id AS account_id,
  ifNull(s.account_name, s.account_id) AS name,
  s.segment AS segment,
  tupleElement(said.latest, 1) AS industry,
  tupleElement(said.latest, 2) AS region,
  coalesce(s.csm_name, s.csm_email, s.csm_id) AS csm,
  s.lifecycle_stage AS stage,
  s.mrr AS mrr,
  paid.plan AS plan,
  s.renewal_at AS renewal_at,
  s.churned_at AS churned_at,
  s.score_tenths / 10 AS score,
  s.band AS band,
  s.data_tenths / 10 AS data_score,
  s.human_tenths / 10 AS human_score,
  s.coverage_percent AS coverage,
  s.flags AS flags,
  s.as_of AS as_of
FROM (SELECT * FROM scores FINAL) AS s
LEFT JOIN (
  SELECT
    tenant_id,
    account_id,
    -- As a whole, by a tuple: each by itself would mix what was said at different times.
    argMax((toNullable(toString(industry)), toNullable(toString(region))), (occurred_at, event_id)) AS latest
  FROM accounts_known
  GROUP BY tenant_id, account_id
) AS said ON said.tenant_id = s.tenant_id AND said.account_id = s.account_id
LEFT JOIN (
  SELECT tenant_id, account_id, argMax(latest_plan, ifNull(monthly, 0)) AS plan
  FROM (
    SELECT
      tenant_id,
      account_id,
      subscription_id,
      toNullable(argMax(plan, (occurred_at, event_id))) AS latest_plan,
      sum(mrr_step) AS monthly
    FROM mrr_steps
    GROUP BY tenant_id, account_id, subscription_id
    HAVING sum(paying_step) > 0
  )
  GROUP BY tenant_id, account_id
) AS paid ON paid.tenant_id = s.tenant_id AND paid.account_id = s.account_id;
