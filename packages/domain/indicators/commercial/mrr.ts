import type { MeasuredIndicator } from '../definition.ts';
import { MRR } from '../sources/subscriptions.ts';

export const mrr: MeasuredIndicator = {
  id: 'mrr',
  title: 'Monthly recurring revenue',
  question: 'What do they pay a month?',
  group: 'commercial',
  kind: 'lagging',
  lens: 'data',
  unit: 'money-per-month',
  direction: 'higher-is-healthier',
  source: 'subscriptions',
  windowDays: null,
  historyDaysMin: 0,
  value: MRR,
  reason: `if({{sum(existed)}} = 0, 'never', 'no-rate')`,
  // How much an account pays says how much is at stake, not how well it is: only paying nothing is bad.
  health: [
    [0, 0],
    [1, 100],
  ],
  formula:
    'Sum of the MRR that open subscriptions last stated, trials 0, each converted to the tenant’s base currency at the ' +
    'rate in force on as-of’s day; no value while a rate is missing. Source: SaaS convention (Skok).',
  nextStep: 'Nothing is paid: find out whether a trial is running, or whether they have left unnoticed.',
  team: 'finance',
};
