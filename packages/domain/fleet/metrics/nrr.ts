import type { FleetMetric } from '../definition.ts';
import { ACTIVE_AT_START, money, ratio } from '../sql/aggregates.ts';

export const nrr: FleetMetric = {
  id: 'nrr',
  title: 'Net revenue retention',
  question: 'Do the customers there were pay more or less at the month’s end, growth included?',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  needs: [],
  windowMonths: 1,
  parts: [
    money('mrr_end', 'their MRR at end', 'mrr_at_end', ACTIVE_AT_START),
    money('mrr_start', 'MRR at start', 'mrr_at_start', ACTIVE_AT_START),
  ],
  value: ratio('mrr_end', 'mrr_start'),
  formula:
    'MRR at the month’s end of accounts that paid at its start ÷ their MRR at its start; new customers do not count. Both ' +
    'ends at the rates of the month’s last day. Source: SaaS convention (Skok).',
};
