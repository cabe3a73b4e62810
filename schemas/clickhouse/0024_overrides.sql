-- Scores set by hand, and taken back. Written by history from health.overrides. The newest by created_at holds.
-- Copies of an event that differ are all here: which of them holds is the domain's to say (override.ts).
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
-- The same copy is always the same row; an account's overrides are read together.
ENGINE = ReplacingMergeTree
ORDER BY (tenant_id, account_id, event_id, created_at, cityHash64(tuple(change, score_tenths, note, author, expires_at)))
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
