import { csatIndicator } from './csat-indicator.ts';

export const csat = csatIndicator({
  id: 'csat',
  title: 'Customer satisfaction',
  question: 'Are they satisfied with what they got?',
  answer: 'csat_answer',
  topTwo: 'csat_top_two',
  windowDays: 90,
  formula:
    'Share of answers 4 and 5 on 1 to 5 (top two boxes; other scales are left out) over 90 days, after tickets and elsewhere; of an invitation ' +
    'answered twice the later answer. Source: the usual top-two-box score.',
  nextStep:
    'Answers are poor: read them with support, fix the commonest cause, and say so to those who answered.',
  team: 'support',
});
