import { ago, CLOSE, type Example, examplesOf, signalsOf } from './example.ts';

const logins = signalsOf('signals.login', { kind: 'login' });
const uses = signalsOf('signals.feature-use', { feature: 'reports', count: 1 });
const asks = signalsOf('signals.ticket', {
  ticketId: 't',
  change: 'opened',
  actor: 'customer',
  category: 'how-to',
} as never);
const seats = signalsOf('signals.subscription', {
  subscriptionId: 's',
  change: 'started',
  mrr: 100,
  currency: 'EUR',
} as never);
/** A login on each of the days up to `oldest` days ago that `on` picks, and on that one. */
const loginsOn = (on: (back: number) => boolean, oldest: number) =>
  logins(
    ...Array.from({ length: oldest + 1 }, (_, back) => back)
      .filter((back) => back === oldest || on(back))
      .map((back) => ({ at: ago(back) })),
  );
const MIDNIGHT = CLOSE + 1;
const NEXT_NOON = ago(-1);
/** Uses on every day from `oldest` to `newest` days ago, `count` a day. */
const daily = (oldest: number, newest: number, count: number) =>
  uses(...Array.from({ length: oldest - newest + 1 }, (_, n) => ({ at: ago(oldest - n), count })));

export const usageExamples: readonly Example[] = [
  ...examplesOf('logins-per-week', {
    'nobody ever logged in': [uses({ at: ago(1) }), 'never'],
    'session ends are no logins': [logins({ at: ago(0) }, { at: ago(0), kind: 'session-end' }), 1],
    'an integration’s logins count': [logins({ at: ago(0) }, { at: ago(1), automation: true }), 2],
    'logins of eight days ago are silence now, which is zero': [logins({ at: ago(8) }), 0],
    'day 7 back weighs nothing at the close': [logins({ at: ago(6) }, { at: ago(7) }), 1],
    'and at the following midnight too: no jump': [logins({ at: ago(6) }, { at: ago(7) }), 1, MIDNIGHT],
    'at noon the oldest day weighs half': [
      logins({ at: ago(6) }),
      (86_399_999 - 43_200_000) / 86_399_999,
      NEXT_NOON,
    ],
    'later today counts already, tomorrow not yet': [
      logins({ at: ago(0, 80_000_000) }, { at: ago(-1) }),
      1,
      ago(0, 1000),
    ],
  }),
  ...examplesOf('logins-per-month', {
    'day 30 back weighs nothing at the close': [logins({ at: ago(29) }, { at: ago(30) }), 1],
    'silence is zero': [logins({ at: ago(99) }), 0],
  }),
  ...examplesOf('total-users', {
    'everybody ever seen, however long ago': [
      [...logins({ at: ago(400), userId: 'ann' }), ...uses({ at: ago(1), userId: 'bob' })],
      2,
    ],
    'without names nobody can be counted': [uses({ at: ago(1) }), 'not-applicable'],
  }),
  ...examplesOf('licensed-seats', {
    'seats of all open subscriptions, the last stated': [
      seats(
        { at: ago(200), seats: 10 },
        { at: ago(90), change: 'renewed' },
        { at: ago(90), subscriptionId: 't', seats: 5, trial: true },
      ),
      15,
    ],
    'what has churned has no seats': [
      seats({ at: ago(200), seats: 10 }, { at: ago(9), change: 'churned', seats: 10 }),
      'not-applicable',
    ],
    'a purchase licenses nobody': [
      seats({ at: ago(200), seats: 10 }, { at: ago(9), change: 'purchased', seats: 99 }),
      10,
    ],
    'without a subscription': [logins({ at: ago(1) }), 'never'],
  }),
  ...examplesOf('seat-share', {
    'two of four': [
      [
        ...seats({ at: ago(200), seats: 4 }),
        ...logins({ at: ago(1), userId: 'ann' }, { at: ago(2), userId: 'bob' }),
      ],
      0.5,
    ],
    'silence is zero of four': [
      [...seats({ at: ago(200), seats: 4 }), ...logins({ at: ago(99), userId: 'ann' })],
      0,
    ],
    'no seats, nothing to compare with': [logins({ at: ago(1), userId: 'ann' }), 'not-applicable'],
    'nobody ever seen': [seats({ at: ago(200), seats: 4 }), 'never'],
  }),
  ...examplesOf('time-in-app', {
    'four hours in four weeks': [
      logins(
        { at: ago(3), kind: 'session-end', sessionSeconds: 7200 },
        { at: ago(20), kind: 'session-end', sessionSeconds: 7200 },
        { at: ago(40), kind: 'session-end', sessionSeconds: 7200 },
      ),
      1,
    ],
    'an integration’s session is no attention': [
      logins({ at: ago(3) }, { at: ago(3), kind: 'session-end', sessionSeconds: 7200, automation: true }),
      'not-applicable',
    ],
  }),
  ...examplesOf('login-consistency', {
    'the same every week is 1': [loginsOn((back) => back % 7 < 3, 84), 1],
    // 4, 0, 4, 0, …: mean 2, deviation 2.
    'every other week is a half': [loginsOn((back) => (back - 1) % 14 < 4, 85), 0.5],
    'seven weeks are too little history': [loginsOn(() => true, 55), 'too-little-history'],
    'eight are enough': [loginsOn(() => true, 56), 1],
    'silence throughout is zero': [logins({ at: ago(200) }), 0],
    'a nightly integration is no habit': [logins({ at: ago(99), automation: true }), 'never'],
    'today is not over and does not count': [[...loginsOn((back) => back > 0, 84)], 1, ago(0, 60_000)],
  }),
  ...examplesOf('stickiness', {
    // Ann on 14 of 28 days, Bob on 7: 21 ÷ 28 ÷ 2.
    'the mean of daily over monthly users': [
      logins(
        ...Array.from({ length: 14 }, (_, n) => ({ at: ago(2 * n), userId: 'ann' })),
        ...Array.from({ length: 7 }, (_, n) => ({ at: ago(n), userId: 'bob' })),
        { at: ago(99), userId: 'eve' },
      ),
      0.375,
    ],
    'of a new account, since it was first seen': [
      logins({ at: ago(0), userId: 'ann' }, { at: ago(1), userId: 'ann' }),
      1,
    ],
    'one person counts once a day, in whichever topic': [
      [...logins({ at: ago(0), userId: 'ann' }), ...uses({ at: ago(0), userId: 'ann' })],
      1,
    ],
    'nobody came back': [logins({ at: ago(50), userId: 'ann' }), 0],
  }),
  ...examplesOf('automation-share', {
    'three of four': [[...logins({ at: ago(1) }), ...uses({ at: ago(2), count: 3, automation: true })], 0.75],
    'silent for four weeks, there is nothing to share': [logins({ at: ago(50) }), 'silent'],
  }),
  ...examplesOf('active-users', {
    'each person counts once, in whichever topic': [
      [
        ...logins({ at: ago(1), userId: 'ann' }, { at: ago(2), userId: 'bob' }),
        ...uses({ at: ago(3), userId: 'ann' }),
      ],
      2,
    ],
    'integrations are not people': [logins({ at: ago(1), userId: 'bot', automation: true }), 'never'],
    'people without a name cannot be counted': [logins({ at: ago(1) }), 'not-applicable'],
    'day 27 back is the last whole day': [
      logins({ at: ago(27, 0), userId: 'ann' }, { at: ago(28), userId: 'bob' }),
      1,
    ],
  }),
  ...examplesOf('usage-change', {
    'halved use is 0.5': [[...daily(98, 15, 4), ...daily(13, 0, 2)], 0.5],
    'seven full weeks are too little history': [daily(69, 0, 1), 'too-little-history'],
    'eight are enough': [daily(70, 0, 3), 1],
    'a holiday of a whole week in the baseline does not move it': [
      [...daily(98, 29, 4), ...daily(21, 0, 4)],
      1,
    ],
    'nor does one day of a runaway script': [
      [...daily(98, 0, 4), ...uses({ at: ago(50), count: 100_000, eventId: 'runaway' })],
      1,
    ],
    'what integrations do is use': [
      [
        ...daily(98, 15, 4),
        ...uses(...Array.from({ length: 14 }, (_, n) => ({ at: ago(n), count: 4, automation: true }))).map(
          (s) => ({ ...s, eventId: `auto-${s.eventId}` }),
        ),
      ],
      1,
    ],
    'one wild week and one holiday week do not move it': [
      [...daily(98, 36, 2), ...daily(28, 22, 900), ...daily(21, 0, 2)],
      1,
    ],
    'silence after a baseline is zero': [daily(98, 15, 5), 0],
    'silence for ever after is zero too': [daily(400, 98, 5), 0],
    'silent weeks count as zero: a median of none is no baseline': [
      [...daily(98, 98, 5), ...daily(3, 0, 5)],
      'not-applicable',
    ],
  }),
  ...examplesOf('days-since-last-seen', {
    'a person’s use a minute before midnight was yesterday': [uses({ at: ago(1, 86_340_000) }), 1, ago(0, 1)],
    'an integration that runs on proves nothing': [
      [...logins({ at: ago(20) }), ...uses({ at: ago(0), automation: true })],
      20,
    ],
    'over a leap day': [logins({ at: Date.UTC(2024, 1, 28, 12) }), 2, Date.UTC(2024, 2, 1, 0)],
  }),
  ...examplesOf('empowerment', {
    'one of two asked how': [
      [
        ...logins({ at: ago(1), userId: 'ann' }, { at: ago(2), userId: 'bob' }),
        ...asks({ at: ago(60), userId: 'ann' }, { at: ago(60), userId: 'zoe' }),
      ],
      0.5,
    ],
    'who was told of a defect managed': [
      [
        ...logins({ at: ago(1), userId: 'ann' }),
        ...asks({ at: ago(9), userId: 'ann', category: 'defect' } as never),
      ],
      1,
    ],
    'long ago is forgiven': [
      [...logins({ at: ago(1), userId: 'ann' }), ...asks({ at: ago(90), userId: 'ann' })],
      1,
    ],
    'nobody active': [
      [...logins({ at: ago(50), userId: 'ann' }), ...asks({ at: ago(9), userId: 'ann' })],
      'not-applicable',
    ],
    'no ticket was ever seen': [logins({ at: ago(1), userId: 'ann' }), 'never'],
    'tickets alone': [asks({ at: ago(9), userId: 'ann' }), 'never'],
  }),
  ...examplesOf('feature-breadth', {
    'a feature counts once': [
      uses({ at: ago(1) }, { at: ago(2) }, { at: ago(3), feature: 'export', automation: true }),
      2,
    ],
    'a try that came to nothing is no use': [uses({ at: ago(1), count: 0, errors: 3 }), 'never'],
    'logins alone say nothing of features': [logins({ at: ago(1) }), 'never'],
  }),
];
