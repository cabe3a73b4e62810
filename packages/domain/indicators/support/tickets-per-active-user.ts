import type { DerivedIndicator } from '../definition.ts';
import { OPENED_WINDOW_DAYS } from '../sources/tickets.ts';
import { PER_ACTIVE_USER, perActiveUser } from './per-active-user.ts';

export const ticketsPerActiveUser: DerivedIndicator = {
  id: 'tickets-per-active-user',
  title: 'Tickets per active user',
  question: 'How much help does each of them need?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'ratio',
  direction: 'lower-is-healthier',
  windowDays: OPENED_WINDOW_DAYS,
  historyDaysMin: 0,
  ...PER_ACTIVE_USER,
  derive: (measured) => perActiveUser(measured, 'all'),
  health: [
    [0, 100],
    [0.25, 80],
    [0.5, 60],
    [1, 30],
    [2, 0],
  ],
  formula:
    'Tickets opened in the last 90 whole days ÷ active users of the last 28. Not applicable where nobody is active. ' +
    'Source: ticket volume per user, as help desks report it; of categories see defect- and usability-tickets-per-active-user.',
  nextStep:
    'They need much help: see what the tickets are about, and whether it is the product or how it is used.',
  team: 'support',
};
