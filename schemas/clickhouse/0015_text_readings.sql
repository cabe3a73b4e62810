-- What was read in open texts: one row a text of an account, under a hash of account, stated language and text. No text
-- is copied. Facts find their readings by computing the same hash, so repeating or reordering writes changes nothing.
-- Erasing an account drops its rows; erasing a person drops the rows that no text of the remaining facts hashes to, as
-- themes are words of the text. Inserts are filtered by erasures like those of facts.
CREATE TABLE IF NOT EXISTS text_readings
(
    tenant_id      LowCardinality(String),
    account_id     String,
    text_hash      UInt128,
    reader_version UInt32,
    -- ISO 639-1; NULL where it cannot be told.
    language       LowCardinality(Nullable(String)),
    -- -1 to 1; NULL where the reader does not know the language, which is not the 0 of a text without feeling.
    sentiment      Nullable(Float64),
    themes         Array(String)
)
-- A text that a better reader has read again keeps the better reading, whoever writes last.
ENGINE = ReplacingMergeTree(reader_version)
-- An account's readings lie together: an evaluation reads those of a few accounts. No partitions, for the same reason.
ORDER BY (tenant_id, account_id, text_hash)
SETTINGS index_granularity = 1024, old_parts_lifetime = 30;
