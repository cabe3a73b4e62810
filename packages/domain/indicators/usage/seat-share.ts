import type { DerivedIndicator } from '../definition.ts';
import { shareOf } from '../share.ts';

/** Of what they pay for, so that a small account is measured against its own size. */
export const seatShare: DerivedIndicator = {
  id: 'seat-share',
  title: 'Share of seats in use',
  question: 'Do the people they pay for use it?',
  group: 'usage',
  kind: 'leading',
  lens: 'data',
  unit: 'ratio',
  direction: 'higher-is-healthier',
  windowDays: 28,
  fills: true,
  historyDaysMin: 0,
  from: ['active-users', 'licensed-seats'],
  derive: ({ reading }) => shareOf(reading('active-users'), reading('licensed-seats')),
  health: [
    [0, 0],
    [0.5, 50],
    [0.8, 80],
    [1, 100],
  ],
  formula:
    'Active users ÷ licensed seats of open subscriptions; above 1 more people use it than were paid for. Not applicable ' +
    'while no seats are licensed. Source: licence use, anchored as in the public ' +
    'scorecards of GitLab and Sourcegraph: below 50 % is poor, 80 % good.',
  nextStep: 'Seats stand empty and will be cut at the renewal: find out who was meant to sit there.',
  team: 'cs',
};
