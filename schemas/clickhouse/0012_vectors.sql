-- The newest evaluation of each account, by (epoch, facts, received_sum, as_of), which ver packs in that order.
CREATE TABLE IF NOT EXISTS vectors
(
    tenant_id    LowCardinality(String),
    account_id   String,
    epoch        UInt32,
    facts        UInt64,
    received_sum UInt128,
    as_of        DateTime64(3, 'UTC'),
    ver          UInt256,
    -- Joined by commas. Longer than all the rest of a row, and the same in all of them.
    indicators   LowCardinality(String),
    -- JSON; its `values` are parallel to `indicators`: a number, or why there is none.
    evaluation   String
)
ENGINE = ReplacingMergeTree(ver)
-- One row an account, found by it: a flush asks for a handful of accounts. An evaluation is long, so a granule holds few:
-- 200 of a million are read in 0.13 s, where granules of 256 take 0.35.
ORDER BY (tenant_id, account_id)
SETTINGS index_granularity = 16, old_parts_lifetime = 30;
