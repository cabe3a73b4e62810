-- Scores set by hand, and taken back. Written by history from health.overrides. The newest by created_at holds.
CREATE TABLE IF NOT EXISTS overrides (
  event_id String,
  tenant_id LowCardinality(String),
  account_id String,
  change LowCardinality(String) COMMENT 'set or cleared',
  score_tenths Nullable(Int32) COMMENT 'Points x 10',
  note String,
  author String,
  created_at DateTime64(3, 'UTC'),
  expires_at Nullable(DateTime64(3, 'UTC'))
)
-- The same event is always the same row; an account's overrides are read together.
ENGINE = ReplacingMergeTree
ORDER BY (tenant_id, account_id, event_id)
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
