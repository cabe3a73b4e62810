import type { FleetMetric } from '../definition.ts';
import { ACTIVE_AT_START, money, ratio } from '../sql/aggregates.ts';

/** NULL where either is; the engine’s own least() would take the other. */
const KEPT = 'if(isNull(mrr_at_start) OR isNull(mrr_at_end), NULL, least(mrr_at_start, mrr_at_end))';

export const grr: FleetMetric = {
  id: 'grr',
  title: 'Gross revenue retention',
  question: 'What share of the month’s recurring revenue is still there at its end, growth left out?',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  needs: [],
  windowMonths: 1,
  parts: [
    money('kept', 'kept', KEPT, ACTIVE_AT_START),
    money('mrr_start', 'MRR at start', 'mrr_at_start', ACTIVE_AT_START),
  ],
  value: ratio('kept', 'mrr_start'),
  formula:
    'Σ min(start, end) ÷ Σ start, over the MRR of accounts that paid at the month’s start; at most 1. Both ends at the rates of ' +
    'the month’s last day. Source: SaaS convention (Skok).',
};
