import type { DerivedIndicator } from '../definition.ts';
import { OPENED_WINDOW_DAYS } from '../sources/tickets.ts';
import { PER_ACTIVE_USER, perActiveUser } from './per-active-user.ts';

export const defectTicketsPerActiveUser: DerivedIndicator = {
  id: 'defect-tickets-per-active-user',
  title: 'Defect tickets per active user',
  question: 'Does the product break for them?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'ratio',
  direction: 'lower-is-healthier',
  windowDays: OPENED_WINDOW_DAYS,
  historyDaysMin: 0,
  ...PER_ACTIVE_USER,
  derive: (measured) => perActiveUser(measured, 'defects'),
  health: [
    [0, 100],
    [0.2, 60],
    [0.5, 20],
    [1, 0],
  ],
  formula:
    'Tickets of category defect opened in the last 90 whole days ÷ active users of the last 28; not applicable where no ' +
    'ticket names a category. Source: public customer-success scorecards, ' +
    'anchored for ten active users at their 2 and 5 in 90 days.',
  nextStep: 'The product breaks for them: give product the list, and the customer a date.',
  team: 'product',
};
