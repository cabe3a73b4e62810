-- The score at the close of every UTC day. Written by history from the closes that health.scores adds or corrects.
-- A late fact corrects a close: the highest revision of the account that speaks of the day holds.
CREATE TABLE IF NOT EXISTS health_closes (
  tenant_id LowCardinality(String),
  account_id String,
  day Date,
  revision UInt64,
  epoch UInt32,
  score_tenths Nullable(Int32) COMMENT 'Points x 10; NULL when too little was known',
  computed_tenths Nullable(Int32),
  data_tenths Nullable(Int32),
  human_tenths Nullable(Int32),
  leading_tenths Nullable(Int32),
  lagging_tenths Nullable(Int32),
  band LowCardinality(String),
  flags Array(LowCardinality(String)),
  coverage_percent Int32,
  scorecard_version LowCardinality(String)
)
ENGINE = ReplacingMergeTree(revision)
-- An account's curve is read in one go; a day of all accounts is small enough to scan. No partitions: a close is small.
ORDER BY (tenant_id, account_id, day)
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
