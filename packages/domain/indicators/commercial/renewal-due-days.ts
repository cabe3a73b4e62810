import { DAY_MS } from '../../time/days.ts';
import type { MeasuredIndicator } from '../definition.ts';

export const renewalDueDays: MeasuredIndicator = {
  id: 'renewal-due-days',
  title: 'Days to renewal',
  question: 'When do they decide next, and have they given notice?',
  group: 'commercial',
  kind: 'lagging',
  lens: 'data',
  unit: 'days',
  direction: 'higher-is-healthier',
  source: 'subscriptions',
  windowDays: null,
  historyDaysMin: 0,
  value: `if({{sum(notice_given)}} + {{sum(has_lapsed)}} > 0, 0, {{min(due_in_ms)}} / ${DAY_MS})`,
  reason: `if({{sum(existed)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 0],
    [1, 50],
    [30, 65],
    [90, 90],
    [180, 100],
  ],
  formula:
    'Days from as-of to the earliest end of an open, paid term that lies ahead; 0 once notice is given and not taken ' +
    'back by a renewal, and while a term that does not renew by itself is past and was not renewed. Not applicable when no term end lies ahead. Source: own definition.',
  nextStep:
    'The decision is near or made: settle open points now, and with notice given ask for the real reason.',
  team: 'sales',
};
