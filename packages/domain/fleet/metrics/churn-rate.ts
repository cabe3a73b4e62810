import type { FleetMetric } from '../definition.ts';
import { count, ratio } from '../sql/aggregates.ts';

export const churnRate: FleetMetric = {
  id: 'churn-rate',
  title: 'Churn rate',
  question: 'What share of the customers left in the month?',
  unit: 'ratio',
  direction: 'lower-is-healthier',
  needs: [],
  windowMonths: 1,
  parts: [
    count('churned', 'churned', 'churned'),
    count('active_at_start', 'active at start', 'active_start'),
  ],
  value: ratio('churned', 'active_at_start'),
  formula:
    'Customers that paid at the month’s start and no longer at its end ÷ customers that paid at its start (logo churn). A ' +
    'year’s churn is 1 − (1 − c)^12. A running month is as it stands. Source: SaaS convention (Skok).',
};
