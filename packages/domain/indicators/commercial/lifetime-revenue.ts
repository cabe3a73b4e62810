import type { MeasuredIndicator } from '../definition.ts';
import { EARNED } from '../sources/subscriptions.ts';

export const lifetimeRevenue: MeasuredIndicator = {
  id: 'lifetime-revenue',
  title: 'Lifetime revenue',
  question: 'What have they paid us so far?',
  group: 'commercial',
  kind: 'lagging',
  lens: 'data',
  unit: 'money',
  direction: 'higher-is-healthier',
  source: 'subscriptions',
  windowDays: null,
  historyDaysMin: 0,
  value: `if({{max(unrated_ever)}}, NULL, ${EARNED})`,
  reason: `'no-rate'`,
  health: [
    [0, 0],
    [1, 100],
  ],
  formula:
    'First term, renewals and expansions as they are earned: each subscription’s MRR × the months (of 365.25 / 12 days) it ' +
    'has stood, trials 0; plus every amount stated, which is a fee or a purchase beside the recurring revenue. All at ' +
    'the rate in force on as-of’s day. Lifetime value is this less the cost of acquisition, which depends on how many other ' +
    'customers came in the same month: see `bellwether fleet lifetime-value`. ' +
    'Source: observed lifetime value, before what it cost to win them.',
  nextStep: 'Little has come back yet: see that they reach the value they bought before the first renewal.',
  team: 'finance',
};
