import type { Indicator } from '../definition.ts';
import { unless, windowCount } from '../sql/window.ts';

const WINDOW_DAYS = 180;
const count = (where: string) =>
  windowCount({ days: WINDOW_DAYS, where: `nps AND latest_of_person AND ${where}` });

/** Classified on the raw answer, never rescaled: a 9 is a promoter on 0 to 10 and on 1 to 10 alike. */
export const nps: Indicator = {
  id: 'nps',
  title: 'Net promoter score',
  question: 'Would they recommend it?',
  group: 'voice',
  kind: 'lagging',
  lens: 'human',
  unit: 'points',
  direction: 'higher-is-healthier',
  source: 'surveys',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(
    `${count('1')} = 0`,
    `100 * (${count('score >= 9')} - ${count('score < 7')}) / ${count('1')}`,
  ),
  reason: `if(countIf(nps) = 0, 'never', 'too-little-history')`,
  health: [
    [-100, 0],
    [-20, 25],
    [0, 45],
    [30, 70],
    [70, 100],
  ],
  formula:
    '% answering 9 or 10 − % answering 6 or less, on 0 to 10 or 1 to 10 as asked, over the latest answer of each person ' +
    'in 180 days. Source: FIELD, NPS.',
  nextStep: 'Read what the detractors wrote and call them; an answered complaint is often kept business.',
  team: 'cs',
};
