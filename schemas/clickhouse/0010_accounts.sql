-- Every version of what is known about an account; an as-of evaluation reads the one valid then.
-- Columns follow schemas/avro/signals.account; read with FINAL, or by ver: copies of one fact may lie side by side.
CREATE TABLE IF NOT EXISTS accounts (
  event_id String,
  tenant_id LowCardinality(String),
  account_id String,
  occurred_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  sent_at Nullable(DateTime64(3, 'UTC')),
  source LowCardinality(String),
  user_id Nullable(String),
  name String,
  segment LowCardinality(Nullable(String)),
  industry LowCardinality(Nullable(String)),
  region LowCardinality(Nullable(String)),
  time_zone LowCardinality(Nullable(String)),
  parent_account_id Nullable(String),
  csm_id Nullable(String),
  csm_name Nullable(String),
  csm_email Nullable(String),
  lifecycle_stage LowCardinality(Nullable(String)),
  onboarding_started_at Nullable(DateTime64(3, 'UTC')),
  touch_model LowCardinality(Nullable(String)),
  provisioned_users Nullable(Int32),
  day Date,
  ver UInt64
)
-- Of copies of one fact the last received wins: ver is received_at (ms), then 22 bits of a hash of the row, so that
-- equal times do not fall back to the order of insertion.
ENGINE = ReplacingMergeTree(ver)
-- Months are what is dropped or moved as a whole. day derives from the fact, so copies always meet in one partition.
PARTITION BY toYYYYMM(day)
-- The fact's identity. Tenant and day first: a recompute reads a few accounts of a few days.
ORDER BY (tenant_id, day, account_id, event_id)
-- No TTL: state facts never expire, as what holds today may rest on the oldest of them.
-- Small granules, as reads pick few accounts; replaced parts leave the disk soon, as every flush writes one.
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
