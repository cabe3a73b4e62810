import type { Indicator } from '../definition.ts';
import { inWholeDays, MEDIAN, unless } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const MS_PER_HOUR = 3_600_000;
const counted = `(NOT open AND opened_at IS NOT NULL AND ${inWholeDays(WINDOW_DAYS, 'resolved_back')})`;
const hours = `(toUnixTimestamp64Milli(resolved_at) - toUnixTimestamp64Milli(assumeNotNull(opened_at))) / ${MS_PER_HOUR}`;

export const medianResolutionHours: Indicator = {
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
  value: unless(`countIf(${counted}) = 0`, `${MEDIAN.replace('(', 'If(')}(${hours}, ${counted})`),
  reason: `if(countIf(NOT open AND opened_at IS NOT NULL) = 0, 'never', 'too-little-history')`,
  health: [
    [4, 100],
    [24, 80],
    [72, 50],
    [168, 20],
    [336, 0],
  ],
  formula:
    'Median hours from the first opening to the resolution that still stands, over tickets resolved in the last 90 ' +
    'whole days. A reopened ticket counts anew; one whose opening was never seen does not count. Source: DESIGN section 3.',
  nextStep:
    'Solutions take long: look at the slowest tickets and tell support which ones hurt this customer.',
  team: 'support',
};
