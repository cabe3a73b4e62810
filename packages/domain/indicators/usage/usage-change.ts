import type { MeasuredIndicator } from '../definition.ts';
import { BASELINE_WEEKS_MAX, RECENT_DAYS } from '../sources/days.ts';
import { MEDIAN, windowSum } from '../sql/window.ts';

const BASELINE_WEEKS_MIN = 8;
const weekSums = Array.from(
  { length: BASELINE_WEEKS_MAX },
  (_, week) => `sumIf(activity, week_back = ${week})`,
);
/** Full weeks before the recent days since the first use. */
const weeks = `least(${BASELINE_WEEKS_MAX}, intDiv(greatest(maxIf(back, activity > 0) - ${RECENT_DAYS}, 0), 7))`;
const baseline = `{{arrayReduce('${MEDIAN}', arraySlice([${weekSums.join(', ')}], 1, ${weeks}))}}`;
const recent = windowSum('activity', RECENT_DAYS);
const tooLittle = `{{${weeks}}} < ${BASELINE_WEEKS_MIN}`;

/** The account against itself: a median of whole weeks, which neither a peak nor a holiday moves. */
export const usageChange: MeasuredIndicator = {
  id: 'usage-change',
  title: 'Usage against its own baseline',
  question: 'Does the account use the product as much as it used to?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'days',
  windowDays: RECENT_DAYS + 1 + 7 * BASELINE_WEEKS_MAX,
  historyDaysMin: RECENT_DAYS + 7 * BASELINE_WEEKS_MIN,
  value: `multiIf(${tooLittle}, NULL, ${baseline} > 0, ${recent} / 2 / ${baseline}, ${recent} > 0, NULL, 0)`,
  reason: `multiIf({{sum(activity)}} = 0, 'never', ${tooLittle}, 'too-little-history', 'not-applicable')`,
  health: [
    [0, 0],
    [0.5, 30],
    [0.8, 70],
    [1, 90],
    [1.2, 100],
  ],
  formula:
    'Mean weekly use (logins plus feature uses, integrations included) over the last 14 days ÷ the median of the 8 to ' +
    '12 full weeks before, silent weeks as zero. 1 is as usual. Needs 8 such weeks since the first use; 0 while ' +
    'both are zero, not applicable where only their median is. Source: own definition; a median keeps outliers and holidays out of the baseline.',
  nextStep: 'Use is falling against their own habit: ask what changed before the renewal talk does.',
  team: 'cs',
};
