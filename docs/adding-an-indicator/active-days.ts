import type { MeasuredIndicator } from '../../packages/domain/indicators/definition.ts';
import { inWholeDays, unless } from '../../packages/domain/indicators/sql/window.ts';

const WINDOW_DAYS = 28;

export const activeDays: MeasuredIndicator = {
  id: 'active-days',
  title: 'Active days',
  question: 'On how many days was somebody there?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'days',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  // It grows with the account's age: a new one is not unhealthy for that.
  fills: true,
  historyDaysMin: 0,
  value: unless('{{sum(seen)}} = 0', `{{uniqExactIf(back, seen > 0 AND ${inWholeDays(WINDOW_DAYS)})}}`),
  reason: `'never'`,
  health: [
    [0, 0],
    [4, 50],
    [20, 100],
  ],
  formula:
    'Of the last 28 whole days, those with a login or a feature use by a person. Source: own definition.',
  nextStep: 'They come on few days: find the weekly task that it should be part of.',
  team: 'cs',
};
