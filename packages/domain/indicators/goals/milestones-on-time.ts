import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 180;
const due = windowSum('due_milestone', WINDOW_DAYS, 'due_back');
const onTime = windowSum('on_time_milestone', WINDOW_DAYS, 'due_back');

export const milestonesOnTime: MeasuredIndicator = {
  id: 'milestones-on-time',
  title: 'Milestones on time',
  question: 'Do they reach milestones when they are due?',
  group: 'goals',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'milestones',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${due} = 0`, `${onTime} / ${due}`),
  reason: `multiIf({{sum(milestone)}} = 0, 'never', {{sum(due_milestone)}} = 0, 'not-applicable', 'silent')`,
  health: [
    [0, 0],
    [0.5, 40],
    [0.8, 80],
    [1, 100],
  ],
  formula:
    'Of the milestones that fell due in the last 180 days, by the due date last stated, and were not dropped: the share ' +
    'reached by then, by when that was first said. Not applicable while none ever fell due, silent where all did longer ago. ' +
    'Source: on-time delivery of milestones, as project management reports it.',
  nextStep: 'Plans slip again and again: plan smaller steps, each with somebody of theirs who wants it.',
  team: 'cs',
};
