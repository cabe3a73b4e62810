import type { MeasuredIndicator } from '../definition.ts';
import { unless } from '../sql/window.ts';

export const overdueMilestones: MeasuredIndicator = {
  id: 'overdue-milestones',
  title: 'Overdue milestones',
  question: 'Is the success plan on time?',
  group: 'goals',
  kind: 'leading',
  lens: 'human',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'milestones',
  windowDays: null,
  historyDaysMin: 0,
  value: unless('{{sum(dated_milestone)}} = 0', '{{sum(overdue_milestone)}}'),
  reason: `if({{sum(milestone)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 100],
    [1, 60],
    [2, 35],
    [4, 0],
  ],
  formula:
    'Milestones past their last stated due date and neither reached nor dropped; a missed one counts until it is ' +
    'planned anew. Not applicable while none has a due date. Source: own definition.',
  nextStep: 'The plan slips: agree with the customer what blocks it, or plan it anew together.',
  team: 'cs',
};
