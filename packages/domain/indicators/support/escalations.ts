import type { MeasuredIndicator } from '../definition.ts';
import { windowSum } from '../sql/window.ts';

const WINDOW_DAYS = 90;

export const escalations: MeasuredIndicator = {
  id: 'escalations',
  title: 'Escalated tickets',
  question: 'How often did the first line not suffice?',
  group: 'support',
  kind: 'lagging',
  lens: 'data',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'tickets',
  windowDays: WINDOW_DAYS,
  historyDaysMin: 0,
  value: windowSum('escalated', WINDOW_DAYS, 'escalated_back'),
  reason: `'never'`,
  health: [
    [0, 100],
    [1, 65],
    [2, 40],
    [4, 10],
    [6, 0],
  ],
  formula:
    'Tickets escalated in 90 days; one escalated several times counts once, by its last escalation. Never only where no ' +
    'ticket was ever seen: without escalations it is 0. Source: escalation count, as help desks report it.',
  nextStep: 'Escalations gather: bring support and product to one table with the customer.',
  team: 'support',
};
