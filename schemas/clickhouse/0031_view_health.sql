-- An account's health at the close of every UTC day: the curve to plot, and the past to join outcomes to. It is level from
-- the day after an account churned until it comes back.
CREATE OR REPLACE VIEW health_daily AS
SELECT
  tenant_id,
  account_id,
  day,
  score_tenths / 10 AS score,
  data_tenths / 10 AS data_score,
  human_tenths / 10 AS human_score,
  band,
  flags,
  coverage_percent AS coverage
FROM health_closes FINAL;

-- Every change that was announced, in points. Lines, causes and next steps are in score_changes.
CREATE OR REPLACE VIEW health_changes AS
SELECT
  tenant_id,
  account_id,
  sequence,
  as_of,
  event_id,
  score_tenths / 10 AS score,
  previous_score_tenths / 10 AS previous_score,
  band,
  previous_band,
  trigger,
  change_kind,
  flags,
  flags_added,
  flags_removed,
  summary,
  coalesce(csm_name, csm_email, csm_id) AS csm,
  segment,
  mrr
FROM score_changes FINAL;

-- One row per account, close and indicator. A NULL value has a reason: never, too-little-history, silent, not-applicable or no-rate.
CREATE OR REPLACE VIEW indicator_daily AS
SELECT tenant_id, account_id, day, indicator, value, reason
FROM closes FINAL
ARRAY JOIN indicators AS indicator, `values` AS value, reasons AS reason;
