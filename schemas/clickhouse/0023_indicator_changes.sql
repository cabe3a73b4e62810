-- Every vector that was published, for tracing a signal to the score it moved. Written by history from
-- health.indicator-changes. The values at closes are in closes, for good; this is the live ones.
CREATE TABLE IF NOT EXISTS indicator_changes (
  tenant_id LowCardinality(String),
  account_id String,
  reason LowCardinality(String) COMMENT 'signals, clock, close, due or takeover',
  epoch UInt32,
  facts UInt64,
  received_sum UInt128,
  as_of DateTime64(3, 'UTC'),
  indicators Array(LowCardinality(String)),
  `values` Array(Nullable(Float64)),
  reasons Array(LowCardinality(String)) COMMENT 'Why a value is NULL; empty where there is one',
  answers Array(Tuple(question_id String, event_id String, given_at DateTime64(3, 'UTC'))),
  closed_days Array(Date) COMMENT 'The closes the message carried',
  cause_ids Array(String),
  cause_count Int32,
  newest_cause_at Nullable(DateTime64(3, 'UTC')),
  landed_at DateTime64(3, 'UTC') DEFAULT now64(3),
  INDEX by_cause cause_ids TYPE bloom_filter GRANULARITY 1
)
ENGINE = ReplacingMergeTree
-- By what the vector was computed from, which is its identity; newest last within an account.
ORDER BY (tenant_id, account_id, epoch, as_of, facts, received_sum, reason)
-- By landing, not by as-of: a tenant frozen in 2024 would lose its trace at once.
TTL toDateTime(landed_at) + INTERVAL 90 DAY
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
