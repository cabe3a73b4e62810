import type { FleetMetric } from '../definition.ts';
import { money, ratio } from '../sql/aggregates.ts';

export const retentionCostShare: FleetMetric = {
  id: 'retention-cost-share',
  title: 'Retention cost against revenue',
  question: 'What share of a customer’s revenue goes into keeping it?',
  unit: 'ratio',
  direction: 'lower-is-healthier',
  needs: ['retention'],
  windowMonths: 1,
  parts: [
    money('spend', 'retention spend', 'retention_cost'),
    money('revenue', 'revenue of the month', 'revenue_in_month'),
  ],
  value: ratio('spend', 'revenue'),
  formula:
    'Retention spend ÷ revenue earned in the month, recurring and purchases; `--by account` gives each account’s, with its share of ' +
    'what is spent on all. Source: cost of retention.',
};
