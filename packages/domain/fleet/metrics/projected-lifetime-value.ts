import type { FleetMetric, FleetPart } from '../definition.ts';
import { count, money, ratio, THIS_MONTH, WINDOW, WINDOW_MONTHS } from '../sql/aggregates.ts';

/** What a lifetime value is projected from. */
export const PROJECTION_PARTS: readonly FleetPart[] = [
  money('mrr_end', 'MRR at end', 'mrr_at_end'),
  count('active_end', 'active at end', 'active_end'),
  { id: 'margin', title: 'gross margin', unit: 'ratio', value: `maxIf(gross_margin, ${THIS_MONTH})` },
  count('churned', 'churned in 12 months', 'churned', WINDOW),
  count('account_months', 'months active at start', 'active_start', WINDOW),
];

/** mrr ÷ accounts × margin ÷ (churned ÷ account months), NULL where any of it is nothing to divide by. */
export const PROJECTED_VALUE = ratio('mrr_end * margin * account_months', '(active_end * churned)');

export const projectedLifetimeValue: FleetMetric = {
  id: 'projected-lifetime-value',
  title: 'Projected lifetime value',
  question: 'What will a customer bring, at today’s revenue, margin and churn?',
  unit: 'money',
  direction: 'higher-is-healthier',
  needs: ['margin'],
  windowMonths: WINDOW_MONTHS,
  parts: PROJECTION_PARTS,
  value: PROJECTED_VALUE,
  formula:
    'ARPA × gross margin ÷ churn: MRR at the month’s end ÷ paying accounts, the margin configured in config/costs.yaml, and ' +
    'the mean monthly churn of twelve months. Not applicable while nobody left in them. Source: SaaS convention (Skok).',
};
