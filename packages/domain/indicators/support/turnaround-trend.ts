import type { MeasuredIndicator } from '../definition.ts';
import { inWholeDays, MEDIAN_IF, unless } from '../sql/window.ts';

const RECENT_DAYS = 30;
const WINDOW_DAYS = 120;
/** On either side: the median of fewer is one ticket's luck. */
const TICKETS_MIN = 3;
const recent = inWholeDays(RECENT_DAYS, 'resolved_back');
const earlier = `resolved_back BETWEEN ${RECENT_DAYS} AND ${WINDOW_DAYS - 1}`;
const few = (when: string) => `{{sumIf(solved, ${when})}} < ${TICKETS_MIN}`;
const none = `{{sumIf(solved, ${recent})}} + {{sumIf(solved, ${earlier})}} = 0`;
const median = (when: string) => `{{${MEDIAN_IF}(resolution_ms, ${when})}}`;

export const turnaroundTrend: MeasuredIndicator = {
  id: 'turnaround-trend',
  title: 'Turn-around against before',
  question: 'Do solutions take longer than they used to?',
  group: 'support',
  kind: 'leading',
  lens: 'data',
  unit: 'ratio',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless(
    `${few(recent)} OR ${few(earlier)} OR ${median(earlier)} = 0`,
    `${median(recent)} / ${median(earlier)}`,
  ),
  reason: `multiIf({{sum(solved)}} = 0, 'never', ${none}, 'silent', ${few(recent)} OR ${few(earlier)}, 'too-little-history', 'not-applicable')`,
  health: [
    [0.5, 100],
    [1, 75],
    [1.5, 45],
    [2, 20],
    [4, 0],
  ],
  formula:
    'Median time to resolution of the tickets resolved in the last 30 whole days ÷ that of the 90 days before, the ' +
    'account against itself; at least three tickets on either side. Not applicable where the earlier ones took no time. ' +
    'Source: own definition.',
  nextStep: 'Support slows down for them: find out what changed, and say so before they ask.',
  team: 'support',
};
