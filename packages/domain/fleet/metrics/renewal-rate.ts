import type { FleetMetric } from '../definition.ts';
import { ratio } from '../sql/aggregates.ts';

export const renewalRate: FleetMetric = {
  id: 'renewal-rate',
  title: 'Renewal rate',
  question: 'What share of the terms that ended in the month went on?',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  needs: [],
  windowMonths: 1,
  parts: [
    { id: 'renewed', title: 'renewed', unit: 'terms', value: 'toFloat64(sumIf(terms_renewed, back = 0))' },
    { id: 'due', title: 'due', unit: 'terms', value: 'toFloat64(sumIf(terms_due, back = 0))' },
  ],
  value: ratio('renewed', 'due'),
  formula:
    'Renewed ÷ due. Due is every term end that a paying subscription stated before it came; it is renewed when the ' +
    'subscription is paid for 30 days later, or at as-of where that is sooner. A term prolonged before its end is renewed; ' +
    'one shortened before its end is not due at the old one; one that ends without a word counts as paid for until churn is ' +
    'said. Source: SaaS convention (renewal rate by count).',
};
