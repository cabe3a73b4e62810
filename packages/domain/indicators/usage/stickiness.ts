import type { MeasuredIndicator } from '../definition.ts';
import { countOf, peopleWithin } from '../sql/people.ts';

const WINDOW_DAYS = 28;
const mau = countOf(peopleWithin(WINDOW_DAYS));
const dailySum = `{{arraySum(uniqExactMergeResample(0, ${WINDOW_DAYS}, 1)(users, back))}}`;
/** Of a new account, only the days since it was first seen. */
const days = `least(${WINDOW_DAYS}, {{maxIf(back, identified > 0)}} + 1)`;

export const stickiness: MeasuredIndicator = {
  id: 'stickiness',
  title: 'Stickiness (DAU ÷ MAU)',
  question: 'On how many of their days do its users come back?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: `multiIf({{sum(identified)}} = 0, NULL, ${mau} = 0, 0, ${dailySum} / ${days} / ${mau})`,
  reason: `if({{sum(seen)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 0],
    [0.1, 40],
    [0.2, 65],
    [0.5, 100],
  ],
  formula:
    'Mean of daily active users ÷ monthly active users, over the last 28 whole days or, of a new account, those since its ' +
    'first; people only. 0 once nobody came in 28 days. Not applicable when no signal ever names a user. ' +
    'Source: DAU ÷ MAU, as product analytics report it.',
  nextStep: 'People look in and stay away: find a daily job for it, or who has one.',
  team: 'product',
};
