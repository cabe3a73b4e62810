-- One row per account, topic and UTC day: how many distinct facts, the sum of their winning receivedAt (together the
-- version of all that is computed from them), and for telemetry the day's metrics. Recomputed from facts, never added to.
-- Never expires: raw telemetry may, and this is then all that is left of it.
CREATE TABLE IF NOT EXISTS account_days
(
    tenant_id        LowCardinality(String),
    account_id       String,
    topic            LowCardinality(String),
    day              Date,
    epoch            UInt32,
    facts            UInt64,
    received_sum     UInt64,
    ver              UInt128,
    seen             UInt64,
    identified       UInt64,
    users            AggregateFunction(uniqExact, String),
    logins           UInt64,
    automated_logins UInt64,
    session_ms       UInt64,
    uses             UInt64,
    automated_uses   UInt64,
    features         Map(LowCardinality(String), Tuple(uses UInt64, errors UInt64)),
    duration_ms      UInt64,
    errors           UInt64,
    askers           AggregateFunction(uniqExact, String)
)
-- ver packs (epoch, facts, received_sum): the late recompute of a process that lost the account is the lower one.
ENGINE = ReplacingMergeTree(ver)
-- An account's days lie together, by topic: a flush reads a few accounts whole. No partitions, for the same reason.
ORDER BY (tenant_id, account_id, topic, day)
SETTINGS index_granularity = 256, old_parts_lifetime = 30;
