import type { MeasuredIndicator } from '../definition.ts';
import { inWholeDays, MEDIAN_IF, unless } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const MS_PER_HOUR = 3_600_000;
const recent = inWholeDays(WINDOW_DAYS, 'resolved_back');

export const medianResolutionHours: MeasuredIndicator = {
  id: 'median-resolution-hours',
  title: 'Median time to resolution',
  question: 'How long do they wait for a solution?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'hours',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(
    `{{sumIf(solved, ${recent})}} = 0`,
    `{{${MEDIAN_IF}(resolution_ms, ${recent})}} / ${MS_PER_HOUR}`,
  ),
  reason: `if({{sum(solved)}} = 0, 'never', 'too-little-history')`,
  health: [
    [4, 100],
    [24, 80],
    [72, 50],
    [168, 20],
    [336, 0],
  ],
  formula:
    'Median hours from the first opening to the resolution that still stands, over tickets resolved in the last 90 ' +
    'whole days. A reopened ticket counts anew; one whose opening was never seen does not count.',
  nextStep:
    'Solutions take long: look at the slowest tickets and tell support which ones hurt this customer.',
  team: 'support',
};
