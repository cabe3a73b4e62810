-- The newest row of each tenant: its epoch and as-of. Written by history from control.tenants.
CREATE TABLE IF NOT EXISTS tenants (
  tenant_id LowCardinality(String),
  epoch UInt32,
  change LowCardinality(String),
  as_of Nullable(DateTime64(3, 'UTC')) COMMENT 'NULL: the tenant lives now; else the close it is frozen at',
  importing Bool,
  lease_until Nullable(DateTime64(3, 'UTC')),
  import_ended_epoch Nullable(UInt32),
  import_ends Array(Tuple(topic String, partition Int32, offset Int64)),
  changed_at DateTime64(3, 'UTC')
)
-- Every write of a tenant raises its epoch.
ENGINE = ReplacingMergeTree(epoch)
-- One row a tenant: views join it.
ORDER BY tenant_id
SETTINGS old_parts_lifetime = 30;

-- Every version of every scorecard that was published. Written by history from control.scorecards.
CREATE TABLE IF NOT EXISTS scorecards (
  tenant_id LowCardinality(String) COMMENT '* is the default of all tenants',
  version Int32,
  valid_from DateTime64(3, 'UTC'),
  content String,
  author Nullable(String),
  published_at DateTime64(3, 'UTC')
)
-- A version never changes once published; should one be, the later publication holds.
ENGINE = ReplacingMergeTree(published_at)
-- The versions of a tenant in the order they came.
ORDER BY (tenant_id, version)
SETTINGS old_parts_lifetime = 30;
