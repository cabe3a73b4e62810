-- What playbooks did about which event. Written by the playbooks service, which finds here what it has done already.
CREATE TABLE IF NOT EXISTS playbook_runs (
  run_id String COMMENT 'Hash of event, playbook and action; the Idempotency-Key of a webhook',
  event_id String,
  tenant_id LowCardinality(String),
  account_id String,
  sequence UInt64,
  playbook_id LowCardinality(String),
  action_index UInt16,
  action LowCardinality(String),
  status LowCardinality(String) COMMENT 'done or failed; a failed one is in dead_letters too',
  attempts UInt16,
  detail String,
  at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(at)
-- By run_id alone: "has this been done" is the question asked for every event, before anything is done.
ORDER BY run_id
SETTINGS index_granularity = 256, old_parts_lifetime = 30;
