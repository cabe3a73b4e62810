-- Who was erased: an account (user_id empty), or a person in all accounts of the tenant (account_id empty). Filters
-- every insert of facts and every recompute, so that a replay does not bring anyone back.
CREATE TABLE IF NOT EXISTS erasures
(
    tenant_id  LowCardinality(String),
    account_id String,
    user_id    String,
    erased_at  DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(erased_at)
-- Every insert and recompute asks whether an account, or a user of it, is here.
ORDER BY (tenant_id, account_id, user_id);
