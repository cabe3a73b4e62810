import type { FleetMetric } from '../definition.ts';
import { count, money, ratio, THIS_MONTH } from '../sql/aggregates.ts';

const CUSTOMERS = `${THIS_MONTH} AND customer`;

export const lifetimeValue: FleetMetric = {
  id: 'lifetime-value',
  title: 'Lifetime value so far',
  question: 'What has a customer brought until now, less what it cost to win it?',
  unit: 'money',
  direction: 'higher-is-healthier',
  needs: ['acquisition'],
  windowMonths: 1,
  parts: [
    money('lifetime_revenue', 'revenue to date', 'revenue_to_date', CUSTOMERS),
    money('acquisition', 'acquisition cost', 'acquisition_cost_to_date', CUSTOMERS),
    count('customers', 'customers ever', 'customer'),
  ],
  value: ratio('(lifetime_revenue - acquisition)', 'customers'),
  formula:
    'First terms, renewals, expansions and purchases up to the month’s end − acquisition cost, a customer, over all who ever ' +
    'paid. Revenue at the rates of the month’s last day, each month’s spend at its own. Of a customer won before spend was told no ' +
    'cost is known, and spend of a month in which nobody was won is nobody’s: neither is subtracted. `--by account` gives each account’s. ' +
    'Source: observed lifetime value.',
};
