import type { MeasuredIndicator } from '../definition.ts';
import { inWholeDays, MEDIAN_IF, unless } from '../sql/window.ts';

const WINDOW_DAYS = 90;
const MS_PER_HOUR = 3_600_000;

type MedianHours = Pick<
  MeasuredIndicator,
  'id' | 'title' | 'question' | 'health' | 'formula' | 'nextStep'
> & {
  /** Columns of the source `tickets`: 0 or 1 whether a ticket has got there, how many days back, and after how long. */
  readonly reached: string;
  readonly back: string;
  readonly afterMs: string;
};

/** The median hours tickets took to get somewhere, over those that got there in the last 90 whole days. */
export function medianHours({ reached, back, afterMs, ...facts }: MedianHours): MeasuredIndicator {
  const recent = inWholeDays(WINDOW_DAYS, back);
  return {
    ...facts,
    group: 'support',
    kind: 'lagging',
    lens: 'data',
    unit: 'hours',
    direction: 'lower-is-healthier',
    source: 'tickets',
    windowDays: WINDOW_DAYS,
    historyDaysMin: 0,
    value: unless(
      `{{sumIf(${reached}, ${recent})}} = 0`,
      `{{${MEDIAN_IF}(${afterMs}, ${recent})}} / ${MS_PER_HOUR}`,
    ),
    reason: `if({{sum(${reached})}} = 0, 'never', 'silent')`,
    team: 'support',
  };
}
