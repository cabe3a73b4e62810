import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;

export const championChange: MeasuredIndicator = {
  id: 'champion-change',
  title: 'Champions and sponsors lost',
  question: 'Have we lost someone who stands up for us?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'contacts',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: unless('{{sum(key_contact)}} = 0', windowSum('lost', WINDOW_DAYS, 'lost_back')),
  reason: `'never'`,
  health: [
    [0, 100],
    [1, 25],
    [2, 0],
  ],
  formula:
    'Champions and sponsors who left or changed to another role in the last 90 days and are neither again. Never while ' +
    'no champion or sponsor has been named. ' +
    'Source: champion departure, as customer success watches it; the window is an own definition.',
  nextStep: 'A champion is gone: find out who decides now, and earn the next one before the renewal.',
  team: 'cs',
};
