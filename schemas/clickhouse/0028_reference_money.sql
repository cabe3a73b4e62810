-- Rates into each tenant's base currency, from a day on. Written by `bellwether migrate` from config/rates.yaml,
-- the whole table at once, so that every process and every analyst reads the same.
CREATE TABLE IF NOT EXISTS exchange_rates (
  tenant_id LowCardinality(String) COMMENT '* is every tenant without rates of its own',
  base LowCardinality(String) COMMENT 'The currency the tenant''s money is told in, ISO 4217',
  currency LowCardinality(String) COMMENT 'ISO 4217',
  valid_from Date COMMENT 'Holds from this day until the next; before the first there is no rate, which is an error',
  rate Decimal(38, 12) COMMENT 'Units of base for one unit of currency'
)
-- Replaced as a whole: there are no versions to choose from.
ENGINE = MergeTree
-- The rate in force is the last row of a tenant and currency that is not after a day.
ORDER BY (tenant_id, currency, valid_from);

-- What is spent on winning and keeping customers. Written by `bellwether migrate` from config/costs.yaml, likewise.
CREATE TABLE IF NOT EXISTS costs (
  tenant_id LowCardinality(String),
  first_month Date COMMENT 'Spent in every month from this one',
  last_month Nullable(Date) COMMENT 'to this one; NULL: it goes on',
  category LowCardinality(String) COMMENT 'acquisition or retention',
  amount Float64 COMMENT 'A month, in units of the currency',
  currency LowCardinality(String) COMMENT 'ISO 4217',
  account_id Nullable(String) COMMENT 'Spent on this account; NULL with segment NULL: on everybody',
  segment LowCardinality(Nullable(String))
)
ENGINE = MergeTree
-- Read whole for one tenant, by month.
ORDER BY (tenant_id, first_month);

-- The share of revenue that is left after the cost of serving it, from a month on. Written likewise, from costs.yaml.
CREATE TABLE IF NOT EXISTS gross_margins (
  tenant_id LowCardinality(String),
  first_month Date,
  gross_margin Float64 COMMENT '0 to 1'
)
ENGINE = MergeTree
-- The margin of a month is the last row of the tenant that is not after it.
ORDER BY (tenant_id, first_month);
