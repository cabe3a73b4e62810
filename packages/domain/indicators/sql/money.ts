import { EVERY_TENANT, RATE_DECIMALS } from '../../money/rates.ts';

const MONEY_DECIMALS = 4;

/** An amount in ten-thousandths, as an integer: the order of addition cannot matter. */
export function moneyUnits(amount: string): string {
  return `toInt64(round(${amount} * ${10 ** MONEY_DECIMALS}))`;
}

/** Converted money is units × rate, both integers: this many are one unit of the base currency. */
const CONVERTED_PER_MONEY = `1e${MONEY_DECIMALS + RATE_DECIMALS}`;

export function moneyOf(converted: string): string {
  return `toFloat64(${converted}) / ${CONVERTED_PER_MONEY}`;
}

/**
 * `rows` with the column `rate`, Int64: units of the tenant's base currency for one unit of `its_currency`, in
 * 10^-12, in force on as-of's day; 0 where there is none. They have the columns `its_tenant`, `its_currency`, `as_of`.
 */
export function withRates(rows: string): string {
  return `SELECT f.*, toInt64(r.rate * 1e${RATE_DECIMALS}) AS rate
FROM (
  SELECT *, if(its_tenant IN (SELECT tenant_id FROM exchange_rates), its_tenant, '${EVERY_TENANT}') AS rates_of,
    toDate(as_of) AS rate_day
  FROM (${rows})
) AS f
ASOF LEFT JOIN exchange_rates AS r
  ON f.rates_of = r.tenant_id AND f.its_currency = r.currency AND f.rate_day >= r.valid_from`;
}
