import type { MeasuredIndicator } from '../definition.ts';
import { inWholeDays, MEDIAN_IF, unless } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const MS_PER_HOUR = 3_600_000;
const recent = inWholeDays(WINDOW_DAYS, 'responded_back');

export const firstResponseHours: MeasuredIndicator = {
  id: 'first-response-hours',
  title: 'Median time to first response',
  question: 'How long do they wait until somebody answers?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'hours',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(
    `{{sumIf(responded, ${recent})}} = 0`,
    `{{${MEDIAN_IF}(response_ms, ${recent})}} / ${MS_PER_HOUR}`,
  ),
  reason: `if({{sum(responded)}} = 0, 'never', 'too-little-history')`,
  health: [
    [1, 100],
    [4, 80],
    [12, 50],
    [24, 25],
    [72, 0],
  ],
  formula:
    'Median hours from the first opening to the first reply by an agent after it, over tickets first answered in the last ' +
    '90 whole days. One not answered yet, or whose opening was never seen, does not count. Source: first reply time, as ' +
    'help desks report it, in calendar hours.',
  nextStep: 'They wait for a first word: see who takes their tickets, and when nobody does.',
  team: 'support',
};
