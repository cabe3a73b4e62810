-- One row an account: its newest score. Written by history from health.scores.
-- revision counts the records of an account, so a row landed late or twice never hides a newer one.
-- Not partitioned: a key must not move between partitions, or both of its rows would stay.
CREATE TABLE IF NOT EXISTS scores (
  tenant_id LowCardinality(String),
  account_id String,
  revision UInt64,
  sequence UInt64,
  epoch UInt32,
  as_of Nullable(DateTime64(3, 'UTC')),
  score_tenths Nullable(Int32) COMMENT 'Points x 10; 1000 is healthy; NULL when too little is known',
  computed_tenths Nullable(Int32) COMMENT 'The score without an override',
  band LowCardinality(String),
  data_tenths Nullable(Int32) COMMENT 'What machines record',
  human_tenths Nullable(Int32) COMMENT 'What people judge and say',
  leading_tenths Nullable(Int32),
  lagging_tenths Nullable(Int32),
  flags Array(LowCardinality(String)),
  coverage_percent Int32,
  missing Array(LowCardinality(String)),
  contributions Array(Tuple(
    id String, kind String, `group` String, title String, value Nullable(Float64), health_tenths Nullable(Int32),
    weight Float64, tenths Int32)),
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
  scorecard_version LowCardinality(String)
)
ENGINE = ReplacingMergeTree(revision)
-- Reads are of one tenant, or of one account: hence this order and small granules.
ORDER BY (tenant_id, account_id)
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
