import type { DerivedIndicator } from '../definition.ts';
import { OPENED_WINDOW_DAYS } from '../sources/tickets.ts';
import { PER_ACTIVE_USER, perActiveUser } from './per-active-user.ts';

export const usabilityTicketsPerActiveUser: DerivedIndicator = {
  id: 'usability-tickets-per-active-user',
  title: 'How-to tickets per active user',
  question: 'Do they find their way?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'ratio',
  direction: 'lower-is-healthier',
  windowDays: OPENED_WINDOW_DAYS,
  historyDaysMin: 0,
  ...PER_ACTIVE_USER,
  derive: (measured) => perActiveUser(measured, 'howTo'),
  health: [
    [0, 100],
    [0.3, 70],
    [0.8, 30],
    [1.5, 0],
  ],
  formula:
    'Tickets of category how-to or usability opened in the last 90 whole days ÷ active users of the last 28; not applicable ' +
    'where no ticket names a category. Such tickets are people who try: the anchors are milder than those of defects. ' +
    'Source: own definition.',
  nextStep: 'They do not find their way: offer training on what the tickets ask about.',
  team: 'cs',
};
