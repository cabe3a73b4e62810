import type { MeasuredIndicator } from '../definition.ts';
import { inWholeDays, MEDIAN_IF, unless } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const MS_PER_HOUR = 3_600_000;
const recent = inWholeDays(WINDOW_DAYS, 'once_back');

export const firstResolutionHours: MeasuredIndicator = {
  id: 'first-resolution-hours',
  title: 'Median time to first resolution',
  question: 'How long until a first solution is offered?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'hours',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(
    `{{sumIf(once_solved, ${recent})}} = 0`,
    `{{${MEDIAN_IF}(first_resolution_ms, ${recent})}} / ${MS_PER_HOUR}`,
  ),
  reason: `if({{sum(once_solved)}} = 0, 'never', 'too-little-history')`,
  health: [
    [4, 100],
    [24, 80],
    [72, 50],
    [168, 20],
    [336, 0],
  ],
  formula:
    'Median hours from the first opening to the first resolution or closing after it, whether that held or not, over ' +
    'tickets first resolved in the last 90 whole days. Source: first resolution time, as help desks report it beside the ' +
    'full one, which is median-resolution-hours.',
  nextStep: 'A first solution takes long: look at which tickets wait, and for whom.',
  team: 'support',
};
