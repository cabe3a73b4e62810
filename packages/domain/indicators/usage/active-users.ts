import type { MeasuredIndicator } from '../definition.ts';
import { countOf, peopleWithin } from '../sql/people.ts';
import { unless } from '../sql/window.ts';

const WINDOW_DAYS = 28;

/** Four whole weeks, so that every weekday counts equally often and a holiday does not empty it. */
export const activeUsers: MeasuredIndicator = {
  id: 'active-users',
  title: 'Active users',
  question: 'How many people use the product?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'count',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  fills: true,
  historyDaysMin: 0,
  value: unless('{{sum(identified)}} = 0', countOf(peopleWithin(WINDOW_DAYS))),
  reason: `if({{sum(seen)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 0],
    [1, 30],
    [5, 65],
    [20, 100],
  ],
  formula:
    'Distinct people who logged in or used a feature in the last 28 whole days; integrations are not people. ' +
    'Not applicable when no signal ever names a user. ' +
    'Source: monthly active users, over 28 days so that every window has the same weekdays.',
  nextStep: 'Few people depend on it: find the teams that were meant to use it and invite them.',
  team: 'cs',
};
