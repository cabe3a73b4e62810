import type { MeasuredIndicator } from '../definition.ts';

const open = '{{groupUniqArrayIf(plan_id, open)}}';
const ended = '{{groupUniqArrayIf(plan_id, ended_plan)}}';

export const successPlanPresent: MeasuredIndicator = {
  id: 'success-plan-present',
  title: 'Success plans under way',
  question: 'Is there a plan for what they want to reach?',
  group: 'goals',
  kind: 'leading',
  lens: 'human',
  unit: 'count',
  direction: 'higher-is-healthier',
  source: 'milestones',
  windowDays: null,
  historyDaysMin: 0,
  value: `length(arrayFilter(plan -> NOT has(${ended}, plan), ${open}))`,
  reason: `'never'`,
  health: [
    [0, 0],
    [1, 100],
  ],
  formula:
    'Success plans in which something, the plan itself, a goal or a milestone, is neither reached nor dropped, unless ' +
    'the plan itself is. Zero once every plan has ended; never before there was one. Source: own definition.',
  nextStep:
    'They have reached or given up what was planned: agree on the next goal before they ask what for.',
  team: 'cs',
  worries: false,
};
