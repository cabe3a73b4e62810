import type { MeasuredIndicator } from '../definition.ts';
import { unless, windowSum } from '../sql/window.ts';

/** Per choice: days looked back, and held contacts expected in them. The default where no wish is known is last. */
const WISHES = [
  { choice: 'weekly', days: 28, expected: 4 },
  { choice: 'fortnightly', days: 28, expected: 2 },
  { choice: 'quarterly', days: 92, expected: 1 },
  { choice: 'monthly', days: 31, expected: 1 },
] as const;
const LONGEST_DAYS = 92;

const branches = WISHES.map(({ choice, days, expected }, n) => {
  const value = `${windowSum('met_by_cs', days)} / ${expected}`;
  return n === WISHES.length - 1 ? value : `{{max(wish)}} = '${choice}', ${value}`;
});

/** Against the wish where there is one: a quarterly customer is well served by one meeting, a weekly one is not. */
export const engagementFrequency: MeasuredIndicator = {
  id: 'engagement-frequency',
  title: 'Engagement frequency',
  question: 'Are we in touch as often as they wish?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  source: 'interactions',
  windowDays: LONGEST_DAYS,
  historyDaysMin: 0,
  value: unless('{{sum(interaction)}} = 0', `multiIf(${branches.join(', ')})`),
  reason: `'never'`,
  health: [
    [0, 0],
    [0.5, 45],
    [1, 90],
    [1.5, 100],
  ],
  formula:
    'Held meetings and calls with customer success ÷ those the wished frequency expects: 4 or 2 in 28 days (weekly, ' +
    'fortnightly), 1 in 31 (monthly, also where no wish is known), 1 in 92 (quarterly).' +
    'relationship.',
  nextStep: 'Contact is rarer than they wish: put the next meeting in the calendar today.',
  team: 'cs',
};
