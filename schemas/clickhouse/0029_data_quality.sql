-- Every time a telemetry source of a tenant went quiet, and every time one was back. Written by history from
-- control.data-quality.
CREATE TABLE IF NOT EXISTS data_quality (
  tenant_id LowCardinality(String),
  topic LowCardinality(String),
  version Int32,
  state LowCardinality(String) COMMENT 'quiet or recovered',
  sources Array(String) COMMENT 'which sources of the topic; empty: too small to tell apart',
  observed Int32 COMMENT 'accounts heard from in the day before judged_at',
  expected Float64,
  heard_at Nullable(DateTime64(3, 'UTC')),
  since DateTime64(3, 'UTC'),
  held_from DateTime64(3, 'UTC'),
  held_until DateTime64(3, 'UTC'),
  hole_until DateTime64(3, 'UTC'),
  judged_at DateTime64(3, 'UTC'),
  summary String
)
-- A version never changes once written.
ENGINE = ReplacingMergeTree(judged_at)
-- What happened to a source, in order.
ORDER BY (tenant_id, topic, version)
SETTINGS old_parts_lifetime = 30;
