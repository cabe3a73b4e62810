-- The evaluation of each account at the close of each day; `indicators` and `values` are parallel, for analysts.
CREATE TABLE IF NOT EXISTS closes
(
    tenant_id    LowCardinality(String),
    account_id   String,
    day          Date,
    epoch        UInt32,
    facts        UInt64,
    received_sum UInt128,
    ver          UInt256,
    indicators   Array(LowCardinality(String)),
    values       Array(Nullable(Float64)),
    reasons      Array(LowCardinality(String))
)
ENGINE = ReplacingMergeTree(ver)
-- By account first: a flush asks how far an account is closed. No partitions: an account's closes become visible together.
ORDER BY (tenant_id, account_id, day)
SETTINGS index_granularity = 256, old_parts_lifetime = 30;
