-- Every health-score-change event, whole. Written by history from health.score-changes. Kept for good: it is the
-- record of what people were told and why.
CREATE TABLE IF NOT EXISTS score_changes (
  event_id String,
  tenant_id LowCardinality(String),
  account_id String,
  sequence UInt64 COMMENT 'Counts the changes of the account from 1, without a gap',
  epoch UInt32,
  as_of DateTime64(3, 'UTC'),
  summary String,
  trigger LowCardinality(String),
  triggers Array(LowCardinality(String)),
  change_kind LowCardinality(String),
  kind_deltas Array(Tuple(kind String, delta_tenths Int32)),
  score_tenths Nullable(Int32) COMMENT 'Points x 10',
  computed_tenths Nullable(Int32),
  previous_score_tenths Nullable(Int32),
  band LowCardinality(String),
  previous_band LowCardinality(Nullable(String)),
  data_tenths Nullable(Int32),
  human_tenths Nullable(Int32),
  leading_tenths Nullable(Int32),
  lagging_tenths Nullable(Int32),
  previous_data_tenths Nullable(Int32),
  previous_human_tenths Nullable(Int32),
  flags Array(LowCardinality(String)),
  flags_added Array(LowCardinality(String)),
  flags_removed Array(LowCardinality(String)),
  findings Array(Tuple(flag String, because String, indicators Array(String), revenue_at_stake Nullable(Float64))),
  coverage_percent Int32,
  missing Array(LowCardinality(String)),
  contributions Array(Tuple(
    id String, kind String, `group` String, title String, value Nullable(Float64), health_tenths Nullable(Int32),
    weight Float64, tenths Int32, previous_value Nullable(Float64), delta_tenths Int32, change_kind String)),
  cause_ids Array(String),
  cause_count Int32,
  newest_cause_at Nullable(DateTime64(3, 'UTC')),
  next_steps Array(Tuple(indicator String, team String, step String)),
  override_note Nullable(String),
  override_author Nullable(String),
  override_expires_at Nullable(DateTime64(3, 'UTC')),
  account_name Nullable(String),
  segment Nullable(String),
  lifecycle_stage Nullable(String),
  csm_id Nullable(String),
  csm_name Nullable(String),
  csm_email Nullable(String),
  mrr Nullable(Float64),
  renewal_at Nullable(DateTime64(3, 'UTC')),
  churned_at Nullable(DateTime64(3, 'UTC')),
  scorecard_id LowCardinality(String),
  scorecard_version LowCardinality(String),
  landed_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'Wall clock; when it first or last landed here',
  -- trace looks a signal up among the causes.
  INDEX by_cause cause_ids TYPE bloom_filter GRANULARITY 1
)
-- The same sequence is always the same event, so which copy survives does not matter.
ENGINE = ReplacingMergeTree
-- An account's changes are read in the order they were announced.
ORDER BY (tenant_id, account_id, sequence)
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
