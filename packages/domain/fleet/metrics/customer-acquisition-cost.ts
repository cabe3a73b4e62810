import type { FleetMetric } from '../definition.ts';
import { count, money, ratio } from '../sql/aggregates.ts';

export const customerAcquisitionCost: FleetMetric = {
  id: 'customer-acquisition-cost',
  title: 'Customer acquisition cost',
  question: 'What does it cost to win a customer?',
  unit: 'money',
  direction: 'lower-is-healthier',
  needs: ['acquisition'],
  windowMonths: 1,
  parts: [
    money('spend', 'acquisition spend', 'acquisition_cost'),
    count('new_customers', 'new customers', 'is_new'),
  ],
  value: ratio('spend', 'new_customers'),
  formula:
    'Acquisition spend of the month ÷ customers that paid for the first time in it. Spend on an account is that account’s; on ' +
    'a segment, its new customers share it; other spend all new customers share. In a month without any, spend stays and ' +
    'nobody bears it. Source: SaaS convention (CAC).',
};
