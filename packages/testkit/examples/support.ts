import { DAY_MS } from '@bellwether/domain';
import { ago, CLOSE, type Example, examplesOf, signalsOf } from './example.ts';

const HOUR_MS = 3_600_000;
const say = signalsOf('signals.ticket', { ticketId: 't', actor: 'agent', priority: 'urgent' });
const logins = signalsOf('signals.login', { kind: 'login' });
const OPENED = { at: ago(20), change: 'opened', actor: 'customer' };

/** Tickets `t0`, `t1`, … opened so many days ago, each with what happened to it so many hours later. */
const tickets = (
  openedDaysAgo: readonly number[],
  then: Readonly<Record<string, number | readonly number[]>> = {},
  common: object = {},
) =>
  openedDaysAgo.flatMap((days, n) =>
    say(
      {
        at: ago(days),
        change: 'opened',
        actor: 'customer',
        ticketId: `t${n}`,
        eventId: `${n}-opened`,
        ...common,
      },
      ...Object.entries(then).flatMap(([change, hours]) =>
        [hours].flat().map((h, times) => ({
          at: ago(days) + h * HOUR_MS,
          change,
          ticketId: `t${n}`,
          eventId: `${n}-${change}-${times}`,
          ...common,
        })),
      ),
    ),
  );
const active = (...userIds: string[]) => logins(...userIds.map((userId, n) => ({ at: ago(n + 1), userId })));

export const supportExamples: readonly Example[] = [
  ...examplesOf('open-urgent-age', {
    'half a day since it was opened': [say({ ...OPENED, at: CLOSE - 12 * HOUR_MS }), 12],
    'the oldest counts, and what was said since does not': [
      say(OPENED, { at: ago(1), change: 'replied' }, { at: ago(2), change: 'opened', ticketId: 'u' }),
      (CLOSE - ago(20)) / HOUR_MS,
    ],
    'since it was reopened': [
      say(OPENED, { at: ago(9), change: 'closed' }, { at: CLOSE - HOUR_MS, change: 'reopened' }),
      1,
    ],
    'nothing urgent open is zero': [
      say(
        OPENED,
        { at: ago(9), change: 'closed' },
        { at: ago(3), change: 'opened', ticketId: 'u', priority: 'low' },
      ),
      0,
    ],
  }),
  ...examplesOf('first-response-hours', {
    'the first reply of an agent, not the customer’s own': [
      say(
        OPENED,
        { at: ago(20) + HOUR_MS, change: 'replied', actor: 'customer' },
        { at: ago(20) + 2 * HOUR_MS, change: 'replied' },
        { at: ago(20) + 9 * HOUR_MS, change: 'replied' },
      ),
      2,
    ],
    'the median of three': [
      [...tickets([9, 8], { replied: 3 }), ...say(OPENED, { at: ago(20) + 7 * HOUR_MS, change: 'replied' })],
      3,
    ],
    'an unanswered ticket does not count': [say(OPENED), 'never'],
    'answers of 90 days ago are out': [tickets([90], { replied: 1 }), 'silent'],
  }),
  ...examplesOf('first-resolution-hours', {
    'the first solution, though it did not hold': [tickets([20], { resolved: [5, 50], reopened: 9 }), 5],
    'a closing without a resolution is one': [tickets([20], { closed: 5 }), 5],
    'still open counts nothing': [tickets([20], { replied: 5 }), 'never'],
  }),
  ...examplesOf('turnaround-trend', {
    'twice as long as before': [
      [
        ...tickets([100, 80, 40], { resolved: 6 }),
        ...tickets([20, 9, 3], { resolved: 12 }).map((s) => ({
          ...s,
          ticketId: `r-${s.eventId[0]}`,
          eventId: `r-${s.eventId}`,
        })),
      ] as never,
      2,
    ],
    'two on one side say nothing': [tickets([100, 80, 40, 20, 9], { resolved: 6 }), 'too-little-history'],
    'solved at once before, there is nothing to compare with': [
      tickets([100, 80, 40, 20, 9, 3], { resolved: 0 }),
      'not-applicable',
    ],
    'nothing solved': [tickets([20]), 'never'],
  }),
  ...examplesOf('reopen-rate', {
    'one of four, reopened twice': [
      [
        ...tickets([40, 30, 20], { resolved: 5 }),
        ...say(
          { ...OPENED, eventId: 'a' },
          { at: ago(18), change: 'resolved', eventId: 'b' },
          { at: ago(17), change: 'reopened', eventId: 'c' },
          { at: ago(16), change: 'closed', eventId: 'd' },
          { at: ago(15), change: 'opened', eventId: 'e' },
        ),
      ],
      25,
    ],
    'two solved tickets are too few': [tickets([40, 30], { resolved: 5 }), 'too-little-history'],
    'solved 90 days ago is out': [tickets([90, 90, 90], { resolved: 1 }), 'silent'],
  }),
  ...examplesOf('first-contact-resolution', {
    'one reply, and it held': [tickets([40, 30, 20], { replied: 1, resolved: 2 }), 100],
    'two replies are one too many': [tickets([40, 30, 20], { replied: [1, 2], resolved: 3 }), 0],
    'a reply after the solution is not counted': [
      tickets([40, 30, 20], { replied: [1, 9], resolved: 3 }),
      100,
    ],
    'back on the seventh day it did not hold': [
      tickets([40, 30, 20], { replied: 1, resolved: 3, reopened: 3 + 7 * 24 }),
      0,
    ],
    'back after that it is another matter': [
      tickets([40, 30, 20], { replied: 1, resolved: 3, reopened: 4 + 7 * 24 }),
      100,
    ],
    'solved less than seven days ago is not judged': [
      tickets([40, 30, 6], { replied: 1, resolved: 3 }),
      'too-little-history',
    ],
    'stated contacts stand for replies that cannot be sent': [
      [
        ...tickets([40, 30], { resolved: 2 }, { contacts: 1 }),
        ...say({ ...OPENED, eventId: 'a' }, { at: ago(19), change: 'resolved', contacts: 3, eventId: 'b' }),
      ],
      200 / 3,
    ],
    'and are not read where they can': [
      tickets([40, 30, 20], { replied: [1, 2], resolved: 3 }, { contacts: 1 }),
      0,
    ],
    'neither replies nor contacts: it cannot be asked': [
      tickets([40, 30, 20], { resolved: 3 }),
      'not-applicable',
    ],
  }),
  ...examplesOf('escalations', {
    'a ticket counts once, by its last escalation': [tickets([95], { escalated: [1, 24 * 20] }), 1],
    'without any it is zero': [tickets([20]), 0],
    'day 90 back weighs nothing at the close': [tickets([90], { escalated: 1 }), 0],
  }),
  ...examplesOf('recurring-categories', {
    'three of a kind recur, two do not': [
      [
        ...tickets([30, 20, 9], {}, { category: 'defect' }),
        ...say(
          { at: ago(8), change: 'opened', ticketId: 'x', category: 'billing', eventId: 'x' },
          { at: ago(7), change: 'opened', ticketId: 'y', category: 'billing', eventId: 'y' },
        ),
      ],
      1,
    ],
    'by the category last stated': [
      [
        ...tickets([30, 20, 9], {}, { category: 'defect' }),
        ...say({ at: ago(1), change: 'replied', ticketId: 't0', category: 'how-to', eventId: 'late' }),
      ],
      0,
    ],
    'one opened 90 days ago is out': [tickets([90, 20, 9], {}, { category: 'defect' }), 0],
    'no category was ever named': [tickets([30, 20, 9]), 'not-applicable'],
  }),
  ...examplesOf('tickets-per-active-user', {
    'three tickets, two users': [[...tickets([30, 20, 9]), ...active('ann', 'bob')], 1.5],
    'no ticket in 90 days is zero': [[...tickets([99]), ...active('ann')], 0],
    'nobody active, nobody to divide by': [
      [...tickets([9]), ...logins({ at: ago(60), userId: 'ann' })],
      'not-applicable',
    ],
    'no ticket ever': [active('ann'), 'never'],
  }),
  ...examplesOf('defect-tickets-per-active-user', {
    'defects only': [
      [
        ...tickets([30, 20], {}, { category: 'defect' }),
        ...say({ ...OPENED, category: 'how-to', eventId: 'h' }),
        ...active('ann', 'bob'),
      ],
      1,
    ],
    'no category is ever named': [[...tickets([30]), ...active('ann')], 'not-applicable'],
  }),
  ...examplesOf('usability-tickets-per-active-user', {
    'how to and usability together': [
      [
        ...tickets([30, 20], {}, { category: 'usability' }),
        ...say({ ...OPENED, category: 'how-to', eventId: 'h' }),
        ...active('ann', 'bob', 'cem'),
      ],
      1,
    ],
  }),
  ...examplesOf('median-resolution-hours', {
    'a day on, a solution a day after that': [
      tickets([20], { resolved: [24, 72], reopened: 48 }),
      (3 * DAY_MS) / HOUR_MS,
    ],
  }),
];
