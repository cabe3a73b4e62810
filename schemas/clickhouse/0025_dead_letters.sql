-- What could not be used, why, and the bytes as they came. Written by history from control.dead-letters.
CREATE TABLE IF NOT EXISTS dead_letters (
  dead_letter_id String COMMENT 'topic/partition/offset: the same record is one letter however often it is refused',
  topic LowCardinality(String),
  partition Int32,
  offset Int64,
  key Nullable(String),
  tenant_id LowCardinality(Nullable(String)),
  account_id Nullable(String),
  reason LowCardinality(String),
  detail String,
  value Nullable(String),
  service LowCardinality(String),
  dead_lettered_at DateTime64(3, 'UTC')
)
-- Refusing the same record again gives the same id; letters are looked through by topic.
ENGINE = ReplacingMergeTree
ORDER BY (topic, dead_letter_id)
-- Long enough to notice, mend the source and send again; not a place to keep personal data.
TTL toDateTime(dead_lettered_at) + INTERVAL 90 DAY
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
