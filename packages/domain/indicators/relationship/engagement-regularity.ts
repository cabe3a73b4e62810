import { dayNumber } from '../days-window.ts';
import type { DerivedIndicator } from '../definition.ts';
import { ENGAGEMENT_FACETS, engagementOf, wishedFrequency } from './engagement.ts';

/** Per wish: how long a period is, and how many are looked back on. */
const PERIODS = {
  weekly: { days: 7, count: 12 },
  fortnightly: { days: 14, count: 6 },
  monthly: { days: 31, count: 6 },
  quarterly: { days: 92, count: 4 },
} as const;
const PERIODS_MIN = 2;

/** Six meetings in one month and none in the next five are frequent, not regular. */
export const engagementRegularity: DerivedIndicator = {
  id: 'engagement-regularity',
  title: 'Engagement regularity',
  question: 'Can they rely on our being in touch?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  windowDays: PERIODS.quarterly.days * PERIODS.quarterly.count,
  historyDaysMin: PERIODS_MIN * PERIODS.weekly.days,
  from: [],
  facets: ENGAGEMENT_FACETS,
  derive: (measured) => {
    const engagement = engagementOf(measured);
    if (engagement === null) return { value: null, reason: 'never' };
    const { days, count } = PERIODS[wishedFrequency(measured)];
    const today = dayNumber(measured.asOf);
    const whole = Math.floor((today - engagement.since + 1) / days);
    const periods = Math.min(count, whole);
    if (periods < PERIODS_MIN) return { value: null, reason: 'too-little-history' };
    const kept = new Set(engagement.met.map(([day]) => Math.floor((today - day) / days)));
    return { value: [...kept].filter((period) => period < periods).length / periods, reason: null };
  },
  health: [
    [0, 0],
    [0.5, 40],
    [0.8, 80],
    [1, 100],
  ],
  formula:
    'Of the last whole periods of the wished frequency (12 of 7 days, 6 of 14, 6 of 31, 4 of 92; monthly where no wish is ' +
    'known), counted back from today: the share with a held meeting or call with customer success. Only periods since ' +
    'the first interaction, and at least two. Source: own definition.',
  nextStep: 'Contact comes in bursts: agree on a standing date, and keep it when nothing is wrong.',
  team: 'cs',
};
