import { dayNumber, shareOfDay } from '../days-window.ts';
import type { DerivedIndicator } from '../definition.ts';
import { ENGAGEMENT_FACETS, engagementOf, wishedFrequency } from './engagement.ts';

/** Per wish: days looked back, and held contacts expected in them. */
const EXPECTED = {
  weekly: { days: 28, contacts: 4 },
  fortnightly: { days: 28, contacts: 2 },
  monthly: { days: 31, contacts: 1 },
  quarterly: { days: 92, contacts: 1 },
} as const;

/**
 * Against the wish where there is one: a quarterly customer is well served by one meeting, a weekly one is not. Whom we have not
 * known for as long as we look back is not neglected yet, but may be well served from the first meeting.
 */
export const engagementFrequency: DerivedIndicator = {
  id: 'engagement-frequency',
  title: 'Engagement frequency',
  question: 'Are we in touch as often as they wish?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  windowDays: EXPECTED.quarterly.days,
  historyDaysMin: 0,
  from: [],
  facets: ENGAGEMENT_FACETS,
  derive: (measured) => {
    const engagement = engagementOf(measured);
    if (engagement === null) return { value: null, reason: 'never' };
    const { days, contacts } = EXPECTED[wishedFrequency(measured)];
    const held = engagement.met.reduce(
      (sum, [day, count]) => sum + count * shareOfDay(day, measured.asOf, days),
      0,
    );
    const short = held < contacts;
    if (short && dayNumber(measured.asOf) - engagement.since + 1 < days)
      return { value: null, reason: 'too-little-history' };
    return { value: held / contacts, reason: null };
  },
  health: [
    [0, 0],
    [0.5, 45],
    [1, 90],
    [1.5, 100],
  ],
  formula:
    'Held meetings and calls with customer success ÷ those the wished frequency expects: 4 or 2 in 28 days (weekly, ' +
    'fortnightly), 1 in 31 (monthly, also where no wish is known), 1 in 92 (quarterly). Until the first ' +
    'interaction is as long ago, only a value of 1 or more is one. Source: own definition.',
  nextStep: 'Contact is rarer than they wish: put the next meeting in the calendar today.',
  team: 'cs',
};
