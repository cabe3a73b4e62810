-- Every login and session end. The source of the login and active-user buckets in account_days.
-- Columns follow schemas/avro/signals.login; read with FINAL, or by ver: copies of one fact may lie side by side.
CREATE TABLE IF NOT EXISTS logins (
  event_id String,
  tenant_id LowCardinality(String),
  account_id String,
  occurred_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  sent_at Nullable(DateTime64(3, 'UTC')),
  source LowCardinality(String),
  user_id Nullable(String),
  kind LowCardinality(String),
  session_id Nullable(String),
  session_seconds Nullable(Float64),
  method LowCardinality(Nullable(String)),
  automation Nullable(Bool),
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
-- No TTL: a tenant may be looked at from any past day, so only its operator knows which months are too old. Dropping
-- a month's partition is safe: account_days keeps what was counted, and signals for a dropped day must be refused.
-- Small granules, as reads pick few accounts; replaced parts leave the disk soon, as every flush writes one.
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
