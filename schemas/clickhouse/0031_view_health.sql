-- An account's health at the close of every UTC day: the curve to plot, and the past to join outcomes to. It is level from
-- the day after an account churned until it comes back. It begins 30 closes before the account was first evaluated; for earlier
-- days ask `npx bellwether accounts --as-of <day>`.
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

-- Every change that was announced, in points. Its lines are in health_change_lines, causes and next steps in score_changes.
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

-- Why a score moved: one row a line of its sum at every announced change, in points, with what it added since the change
-- before. The deltas of a change add up to the difference of its scores, none counting as 0.
CREATE OR REPLACE VIEW health_change_lines AS
SELECT
  tenant_id,
  account_id,
  sequence,
  as_of,
  event_id,
  line.id AS line,
  line.title AS title,
  line.previous_value AS previous_value,
  line.value AS value,
  line.health_tenths / 10 AS health,
  line.tenths / 10 AS points,
  line.delta_tenths / 10 AS delta,
  line.change_kind AS change_kind
FROM score_changes FINAL
ARRAY JOIN contributions AS line;

-- One row per account, close and indicator. A NULL value has a reason: never, too-little-history, silent, not-applicable or no-rate.
CREATE OR REPLACE VIEW indicator_daily AS
SELECT tenant_id, account_id, day, indicator, value, reason
FROM closes FINAL
ARRAY JOIN indicators AS indicator, `values` AS value, reasons AS reason;
