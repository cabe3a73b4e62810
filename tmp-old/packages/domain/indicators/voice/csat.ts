import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const answers = windowSum('csat_answer', WINDOW_DAYS);
const topTwo = windowSum('csat_top_two', WINDOW_DAYS);

export const csat: MeasuredIndicator = {
  id: 'csat',
  title: 'Customer satisfaction',
  question: 'Are they satisfied with what they got?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'percent',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${answers} = 0`, `100 * ${topTwo} / ${answers}`),
  reason: `if({{sum(csat_answer)}} = 0, 'never', 'too-little-history')`,
  health: [
    [0, 0],
    [50, 25],
    [70, 50],
    [85, 80],
    [95, 100],
  ],
  formula:
    'Share of answers 4 and 5 on 1 to 5 (top two boxes) over 90 days, after tickets and elsewhere; of an invitation ' +
    'answered twice the later answer. Source: the usual top-two-box score.',
  nextStep:
    'Answers are poor: read them with support, fix the commonest cause, and say so to those who answered.',
  team: 'support',
};
