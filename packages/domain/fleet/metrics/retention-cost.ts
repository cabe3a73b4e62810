import type { FleetMetric } from '../definition.ts';
import { count, money, ratio } from '../sql/aggregates.ts';

export const retentionCost: FleetMetric = {
  id: 'retention-cost',
  title: 'Retention cost',
  question: 'What does it cost to keep a customer for a month?',
  unit: 'money',
  direction: 'lower-is-healthier',
  needs: ['retention'],
  windowMonths: 1,
  parts: [money('spend', 'retention spend', 'retention_cost'), count('retained', 'retained', 'retained')],
  value: ratio('spend', 'retained'),
  formula:
    'Retention spend of the month ÷ accounts retained, which paid at its start and at its end. Spend on an account is that ' +
    'account’s; on a segment, its retained accounts share it; other spend all retained accounts share. Source: cost of retention.',
};
