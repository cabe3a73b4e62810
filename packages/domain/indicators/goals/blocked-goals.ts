import { dayOf, daysBetween, type Instant } from '../../time/days.ts';
import type { Item, MeasuredIndicator } from '../definition.ts';
import { unless } from '../sql/window.ts';

type Barrier = readonly [title: string, barrier: string, blockedAt: Instant];

export const blockedGoals: MeasuredIndicator = {
  id: 'blocked-goals',
  title: 'Blocked goals and milestones',
  question: 'What keeps them from what they want to reach?',
  group: 'goals',
  kind: 'leading',
  lens: 'human',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'milestones',
  windowDays: null,
  historyDaysMin: 0,
  value: unless('{{sum(open_step)}} = 0', '{{sum(blocked)}}'),
  reason: `if({{sum(step)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 100],
    [1, 45],
    [2, 20],
    [3, 0],
  ],
  formula:
    'Goals and milestones, neither reached nor dropped, that were blocked and not unblocked since. Not applicable while ' +
    'none is open. Behind it: what blocks each, and the days since. Source: own definition.',
  nextStep: 'Something blocks the plan: find who can remove it, there or here, and put a date to it.',
  team: 'cs',
  items: {
    from: [],
    facets: ['barriers'],
    list: ({ facet, asOf }): Item[] =>
      ((facet('barriers') ?? []) as Barrier[]).map(([title, barrier, blockedAt]) => ({
        item: title,
        because: barrier === '' ? 'blocked; nobody said by what' : barrier,
        amount: daysBetween(dayOf(blockedAt), dayOf(asOf)),
      })),
  },
};
