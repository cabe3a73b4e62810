import { csatIndicator } from './csat-indicator.ts';

export const csatPeriodic = csatIndicator({
  id: 'csat-periodic',
  title: 'Satisfaction over the year',
  question: 'Are they satisfied when nothing just happened?',
  answer: 'periodic_answer',
  topTwo: 'periodic_top_two',
  windowDays: 365,
  formula:
    'Share of answers 4 and 5 on 1 to 5 (top two boxes; other scales are left out) over 365 days, of those asked periodically and not because of ' +
    'something. Source: the usual top-two-box score.',
  nextStep: 'They are discontented at heart: ask what they expected of the product and do not get.',
  team: 'cs',
});
