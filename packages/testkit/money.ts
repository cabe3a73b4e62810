import { type Costs, costsSchema, type Rates, ratesSchema } from '@bellwether/domain';

/** Tenants that count in dollars, where every other counts in euros. */
export const DOLLAR_TENANTS = ['dollars', ...Array.from({ length: 100 }, (_, n) => `cargo-${n}`)];

const RATES: Rates = ratesSchema.parse({
  reference: 'EUR',
  base: 'EUR',
  tenants: Object.fromEntries(DOLLAR_TENANTS.map((tenant) => [tenant, 'USD'])),
  rates: {
    // Changes in the middle of what tests look at; of pounds there is no rate before, and of kronor none at all.
    USD: { '2022-01-01': 1.25, '2024-02-29': 1.1 },
    GBP: { '2024-01-01': 0.85 },
  },
});

const COSTS: Costs = costsSchema.parse({ tenants: {} });

/** The rates and costs that tests publish, and that oracles know. */
export const TEST_MONEY: { readonly rates: Rates; readonly costs: Costs } = { rates: RATES, costs: COSTS };
