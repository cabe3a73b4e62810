import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 30;

/** Beside the week: a month shows those who come for its close, and forgives a holiday. */
export const loginsPerMonth: MeasuredIndicator = {
  id: 'logins-per-month',
  title: 'Logins a month',
  question: 'How often is the product opened over a month?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'per-month',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  fills: true,
  historyDaysMin: 0,
  value: unless('{{sum(logins)}} = 0', windowSum('logins', WINDOW_DAYS)),
  reason: `'never'`,
  health: [
    [0, 0],
    [8, 35],
    [20, 60],
    [80, 100],
  ],
  formula:
    'Logins (not session ends) in the last 30 days, by people and by integrations. ' +
    'Source: login frequency, as customer-success platforms report it.',
  nextStep: 'The product is opened rarely: ask which work it was bought for, and who does that now.',
  team: 'cs',
};
