import type { MeasuredIndicator } from '../definition.ts';

export const licensedSeats: MeasuredIndicator = {
  id: 'licensed-seats',
  title: 'Licensed seats',
  question: 'How many people do they pay for?',
  group: 'commercial',
  kind: 'lagging',
  lens: 'data',
  unit: 'count',
  direction: 'higher-is-healthier',
  source: 'subscriptions',
  windowDays: null,
  historyDaysMin: 0,
  value: '{{sum(seats)}}',
  reason: `if({{sum(existed)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 0],
    [5, 40],
    [20, 70],
    [100, 100],
  ],
  formula:
    'Seats last stated for each open subscription, trials included, summed. Not applicable while no open subscription ' +
    'states any. Source: the contracts.',
  nextStep: 'Few seats are licensed: see whether the teams that would gain most are among them.',
  team: 'sales',
};
