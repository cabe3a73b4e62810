-- Every step of an account's revenue: what each subscription event added to or took from its monthly revenue and from
-- its number of paying subscriptions. Sums up to any instant are the state at that instant.
-- The same reading of subscriptions as the account profile's mrr: open until churned, trials count nothing, one-off purchases
-- change nothing. A frozen tenant's history ends at its as-of. Money is in the tenant's base currency, all of it at the rate of
-- as-of's day, so that a currency that moves is no step; mrr_step is NULL where a rate is missing, and so is what sums it up.
CREATE OR REPLACE VIEW mrr_steps AS
WITH events AS (
  SELECT
    s.tenant_id AS tenant_id,
    s.account_id AS account_id,
    s.subscription_id AS subscription_id,
    s.occurred_at AS occurred_at,
    s.event_id AS event_id,
    s.plan AS plan,
    toString(s.change) AS change,
    change != 'churned' AND NOT ifNull(s.trial, false) AS paying,
    -- A decimal, so that what is taken away again leaves exactly nothing.
    if(paying AND s.mrr != 0 AND r.rate = 0, NULL,
      if(paying, toDecimal128(toInt128(round(s.mrr * toFloat64(r.rate) * 10000)), 4) / 10000, toDecimal128(0, 4))) AS monthly
  FROM (
    SELECT
      s.tenant_id AS tenant_id,
      s.account_id AS account_id,
      s.subscription_id AS subscription_id,
      s.occurred_at AS occurred_at,
      s.event_id AS event_id,
      s.plan AS plan,
      s.change AS change,
      s.trial AS trial,
      s.mrr AS mrr,
      toString(s.currency) AS currency,
      toDate(ifNull(t.as_of, now64(3))) AS rate_day,
      if(s.tenant_id IN (SELECT tenant_id FROM exchange_rates), s.tenant_id, '*') AS rates_of
    FROM subscriptions_distinct AS s
    LEFT JOIN (SELECT tenant_id, as_of FROM tenants FINAL) AS t ON t.tenant_id = s.tenant_id
    WHERE s.change != 'purchased' AND s.occurred_at <= ifNull(t.as_of, now64(3))
  ) AS s
  ASOF LEFT JOIN exchange_rates AS r
    ON r.tenant_id = s.rates_of AND r.currency = s.currency AND s.rate_day >= r.valid_from
)
SELECT
  tenant_id,
  account_id,
  subscription_id,
  occurred_at,
  event_id,
  change,
  plan,
  paying,
  toInt8(paying) - toInt8(lagInFrame(paying, 1, false) OVER history) AS paying_step,
  monthly - lagInFrame(monthly, 1, toNullable(toDecimal128(0, 4))) OVER history AS mrr_step
FROM events
WINDOW history AS (
  PARTITION BY tenant_id, account_id, subscription_id
  ORDER BY occurred_at, event_id
  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);

-- One row per account that ever paid: when it started, on which plan, and when it left. churned_at is NULL while any
-- subscription pays; an account that came back has not left.
CREATE OR REPLACE VIEW account_lifetimes AS
SELECT
  tenant_id,
  account_id,
  any(first_paid_at) AS started_at,
  ifNull(argMinIf(plan, (occurred_at, event_id), paying), 'none') AS start_plan,
  if(countIf(isNull(mrr_step)) > 0, NULL, sumIf(mrr_step, toDate(occurred_at) = toDate(first_paid_at))) AS start_mrr,
  if(countIf(isNull(mrr_step)) > 0, NULL, sum(mrr_step)) AS mrr,
  if(sum(paying_step) > 0, NULL, maxIf(occurred_at, paying_step < 0)) AS churned_at
FROM (
  SELECT *, minIf(occurred_at, paying) OVER (PARTITION BY tenant_id, account_id) AS first_paid_at FROM mrr_steps
)
GROUP BY tenant_id, account_id
HAVING countIf(paying) > 0;
