import type { MeasuredIndicator } from '../definition.ts';
import { UNITS_PER_PROGRESS } from '../sources/milestones.ts';
import { unless } from '../sql/window.ts';

export const goalProgress: MeasuredIndicator = {
  id: 'goal-progress',
  title: 'Progress of goals',
  question: 'How far are they with what they want to reach?',
  group: 'goals',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'milestones',
  windowDays: null,
  historyDaysMin: 0,
  value: unless(
    '{{sum(measured_goal)}} = 0',
    `{{sum(progress_units)}} / {{sum(measured_goal)}} / ${UNITS_PER_PROGRESS}`,
  ),
  reason: `if({{sum(goal)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 20],
    [0.25, 50],
    [0.75, 90],
    [1, 100],
  ],
  formula:
    'Mean of the last stated progress, 0 to 1, of the goals that are neither reached nor dropped and say one. Not ' +
    'applicable while there is none; never before there was a goal. Source: own definition.',
  nextStep: 'The goal does not come nearer: ask what they did last week, and do the next step with them.',
  team: 'cs',
  worries: false,
};
