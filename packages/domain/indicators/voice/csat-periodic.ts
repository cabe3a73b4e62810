import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 365;
const answers = windowSum('periodic_answer', WINDOW_DAYS);
const topTwo = windowSum('periodic_top_two', WINDOW_DAYS);

export const csatPeriodic: MeasuredIndicator = {
  id: 'csat-periodic',
  title: 'Satisfaction over the year',
  question: 'Are they satisfied when nothing just happened?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'percent',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${answers} = 0`, `100 * ${topTwo} / ${answers}`),
  reason: `if({{sum(periodic_answer)}} = 0, 'never', 'too-little-history')`,
  health: [
    [0, 0],
    [50, 25],
    [70, 50],
    [85, 80],
    [95, 100],
  ],
  formula:
    'Share of answers 4 and 5 on 1 to 5 (top two boxes) over 365 days, of those asked periodically and not because of ' +
    'something. Source: the usual top-two-box score.',
  nextStep: 'They are discontented at heart: ask what they expected of the product and do not get.',
  team: 'cs',
};
