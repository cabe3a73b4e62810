import type { Instant } from '../../time/days.ts';
import { dayNumber, shareOfDay } from '../days-window.ts';
import type { DerivedIndicator } from '../definition.ts';

const WINDOW_DAYS = 180;

export const csmChange: DerivedIndicator = {
  id: 'csm-change',
  title: 'Changes of their CSM',
  question: 'Have they had to get used to somebody new on our side?',
  group: 'relationship',
  kind: 'leading',
  lens: 'human',
  unit: 'count',
  direction: 'lower-is-healthier',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  from: [],
  facets: ['csmsSince'],
  derive: ({ facet, asOf }) => {
    const [first, ...changes] = (facet('csmsSince') ?? []) as Instant[];
    if (first === undefined) return { value: null, reason: 'never' };
    const shares = changes.map((at) => shareOfDay(dayNumber(at), asOf, WINDOW_DAYS));
    return { value: shares.reduce((sum, share) => sum + share, 0), reason: null };
  },
  health: [
    [0, 100],
    [1, 55],
    [2, 15],
    [3, 0],
  ],
  formula:
    'How often the customer-success manager named for the account became another one in the last 180 days; a time ' +
    'without one in between is no change. Never while none was named. Source: own definition.',
  nextStep:
    'They have lost the person they knew: introduce the new one in person, with the goals they had agreed on.',
  team: 'cs',
};
