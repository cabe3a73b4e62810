import { csatIndicator } from './csat-indicator.ts';

export const csatAfterTickets = csatIndicator({
  id: 'csat-after-tickets',
  title: 'Satisfaction after tickets',
  question: 'Are they satisfied with the help they get?',
  answer: 'ticket_answer',
  topTwo: 'ticket_top_two',
  windowDays: 90,
  formula:
    'Share of answers 4 and 5 on 1 to 5 (top two boxes; other scales are left out) over 90 days, of those asked after a ticket: so the occasion says, or ' +
    'where it says nothing a ticket is named. Source: the usual top-two-box score.',
  nextStep: 'Help disappoints them: read the tickets behind the poor answers, and call back.',
  team: 'support',
});
