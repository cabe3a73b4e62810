import type { MeasuredIndicator } from '../definition.ts';

export const openUrgentTickets: MeasuredIndicator = {
  id: 'open-urgent-tickets',
  title: 'Open urgent tickets',
  question: 'Is anything on fire right now?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: null,
  historyDaysMin: 0,
  value: '{{sum(open_urgent)}}',
  reason: `'never'`,
  health: [
    [0, 100],
    [1, 60],
    [2, 35],
    [3, 15],
    [5, 0],
  ],
  formula:
    'Tickets whose last stated priority is urgent and that no resolution or closing has followed since they were last ' +
    '(re)opened. Source: public customer-success scorecards, to which more than two is poor.',
  nextStep: 'Urgent tickets are open: get an owner and a date for each, and tell the customer yourself.',
  team: 'support',
};
