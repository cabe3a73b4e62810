import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 28;
const activity = windowSum('activity', WINDOW_DAYS);

/** Fewer logins because an integration does the work is success: use by integrations counts, and is told apart here. */
export const automationShare: MeasuredIndicator = {
  id: 'automation-share',
  title: 'Share of use by integrations',
  question: 'Is the product wired into their own systems?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(`${activity} = 0`, `${windowSum('automated', WINDOW_DAYS)} / ${activity}`),
  reason: `if({{sum(activity)}} = 0, 'never', 'silent')`,
  health: [
    [0, 60],
    [0.3, 85],
    [0.8, 100],
  ],
  formula:
    'Logins and feature uses by integrations ÷ all of them, over the last 28 days. Silent while there are none. ' +
    'Source: own definition.',
  nextStep: 'Everything is done by hand: offer the integration that would save them most.',
  team: 'product',
};
