import { ago, CLOSE, type Example, examplesOf, signalsOf } from './example.ts';

const logins = signalsOf('signals.login', { kind: 'login' });
const uses = signalsOf('signals.feature-use', { feature: 'reports', count: 1 });
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
    'one wild week and one holiday week do not move it': [
      [...daily(98, 36, 2), ...daily(28, 22, 900), ...daily(21, 0, 2)],
      1,
    ],
    'silence after a baseline is zero': [daily(98, 15, 5), 0],
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
  ...examplesOf('feature-breadth', {
    'a feature counts once': [
      uses({ at: ago(1) }, { at: ago(2) }, { at: ago(3), feature: 'export', automation: true }),
      2,
    ],
    'logins alone say nothing of features': [logins({ at: ago(1) }), 'never'],
  }),
];
