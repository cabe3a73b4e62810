import type { FleetMetric } from '../definition.ts';
import { count, money, ratio, toldBy, WINDOW, WINDOW_MONTHS } from '../sql/aggregates.ts';
import { PROJECTED_VALUE, PROJECTION_PARTS } from './projected-lifetime-value.ts';

/** Customers of earlier months seem to have cost nothing. */
const SPEND_TOLD = toldBy('acquisition', 'month');

export const ltvToCac: FleetMetric = {
  id: 'ltv-to-cac',
  title: 'LTV ÷ CAC',
  question: 'How many times over does a customer pay back what it cost to win it?',
  unit: 'times',
  direction: 'higher-is-healthier',
  needs: ['margin', 'acquisition'],
  windowMonths: WINDOW_MONTHS,
  parts: [
    ...PROJECTION_PARTS,
    money('spend', 'acquisition spend in 12 months', 'acquisition_cost', WINDOW),
    count('new_customers', 'new customers since spend is told', 'is_new', `${WINDOW} AND ${SPEND_TOLD}`),
  ],
  value: ratio(`${PROJECTED_VALUE} * new_customers`, 'spend'),
  formula:
    'Projected lifetime value ÷ acquisition cost a new customer, both over twelve months, or as many as acquisition cost is told ' +
    'for; above 3 is called sound. Source: ' +
    'SaaS convention (Skok).',
};
