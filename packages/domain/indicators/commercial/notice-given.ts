import type { MeasuredIndicator } from '../definition.ts';

export const noticeGiven: MeasuredIndicator = {
  id: 'notice-given',
  title: 'Notice given',
  question: 'Have they said that they will leave?',
  group: 'commercial',
  kind: 'lagging',
  lens: 'data',
  unit: 'count',
  direction: 'lower-is-healthier',
  source: 'subscriptions',
  windowDays: null,
  historyDaysMin: 0,
  value: `if({{sum(pays)}} = 0, NULL, {{sum(notice_given)}})`,
  reason: `if({{sum(existed)}} = 0, 'never', 'not-applicable')`,
  health: [
    [0, 100],
    [1, 0],
  ],
  formula:
    'Paid subscriptions under notice: given, and not taken back by a start, renewal or reactivation since. Not applicable ' +
    'when nothing is paid. Source: own definition.',
  nextStep: 'They have decided to leave: ask for the real reason, and make an offer only if it answers that.',
  team: 'sales',
};
