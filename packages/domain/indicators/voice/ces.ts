import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 180;
const answers = windowSum('ces_answer', WINDOW_DAYS);
const milli = windowSum('ces_milli', WINDOW_DAYS);

export const ces: MeasuredIndicator = {
  id: 'ces',
  title: 'Customer effort score',
  question: 'How easy is it for them to get things done?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'score-1-7',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${answers} = 0`, `${milli} / 1000 / ${answers}`),
  reason: `if({{sum(ces_answer)}} = 0, 'never', 'silent')`,
  health: [
    [1, 0],
    [4, 30],
    [5, 55],
    [6, 85],
    [7, 100],
  ],
  formula:
    'Mean answer on 1 to 7, where 7 is the least effort, over 180 days; other scales are not rescaled but left out. Source: ' +
    'Dixon, Freeman and Toman, “Stop Trying to Delight Your Customers” (2010), in the later wording that asks for agreement.',
  nextStep: 'It is hard for them: find the step that costs the most effort, and take it from them.',
  team: 'product',
};
