import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 28;
const MS_PER_HOUR = 3_600_000;

/** Four weeks, so that one holiday is a quarter of it; people only, since an open connection is not attention. */
export const timeInApp: MeasuredIndicator = {
  id: 'time-in-app',
  title: 'Time in the product',
  question: 'How much of their working time do they spend in it?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'hours-per-week',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  fills: true,
  historyDaysMin: 0,
  value: unless(
    '{{sum(session_ms)}} = 0',
    `${windowSum('session_ms', WINDOW_DAYS)} / ${(MS_PER_HOUR * WINDOW_DAYS) / 7}`,
  ),
  reason: `if({{sum(seen)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 0],
    [1, 30],
    [5, 65],
    [20, 100],
  ],
  formula:
    'Hours a week, as the mean of the last 28 days, over the lengths of sessions that ended; sessions of integrations do ' +
    'not count. Not applicable when no session ever says how long it was. ' +
    'Source: session time, as product analytics report it.',
  nextStep: 'They are in and out: watch a session with them, and see where the work still happens elsewhere.',
  team: 'product',
};
