import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 7;

/** Logins of people and integrations in the last seven days: work done by an integration is use, not absence. */
export const loginsPerWeek: MeasuredIndicator = {
  id: 'logins-per-week',
  title: 'Logins a week',
  question: 'How often is the product opened?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'per-week',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  fills: true,
  historyDaysMin: 0,
  value: unless('{{sum(logins)}} = 0', windowSum('logins', WINDOW_DAYS)),
  reason: `'never'`,
  health: [
    [0, 0],
    [2, 35],
    [5, 60],
    [20, 100],
  ],
  formula:
    'Logins (not session ends) in the last 7 days, by people and by integrations. ' +
    'Source: login frequency, as customer-success platforms report it.',
  nextStep: 'Hardly anyone opens the product: ask what gets in the way and show what they came for.',
  team: 'cs',
};
