import type { MeasuredIndicator } from '../definition.ts';
import { MRR_CHANGE_DAYS } from '../sources/subscriptions.ts';
import { unless } from '../sql/window.ts';

export const mrrChange: MeasuredIndicator = {
  id: 'mrr-change',
  title: 'Change of recurring revenue',
  question: 'Do they pay more or less than a quarter ago?',
  group: 'commercial',
  kind: 'lagging',
  lens: 'data',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'subscriptions',
  windowDays: MRR_CHANGE_DAYS,
  historyDaysMin: MRR_CHANGE_DAYS,
  value: unless('{{sum(mrr_before)}} = 0', '{{sum(mrr_now)}} / {{sum(mrr_before)}}'),
  reason: `if({{sum(existed_before)}} = 0, 'too-little-history', 'not-applicable')`,
  health: [
    [0, 0],
    [0.7, 20],
    [0.9, 50],
    [1, 75],
    [1.2, 100],
  ],
  formula:
    'MRR of open subscriptions without trials now ÷ 90 days before; 1 is unchanged, 0 all gone. Not applicable when ' +
    'nothing was paid then. Source: net revenue retention, for one account.',
  nextStep: 'They pay less than before: learn which part lost its use, and whether the rest is safe.',
  team: 'sales',
};
