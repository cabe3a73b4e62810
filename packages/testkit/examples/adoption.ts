import { DAY_MS } from '@bellwether/domain';
import { ago, CLOSE, type Example, examplesOf, signalsOf } from './example.ts';

const uses = signalsOf('signals.feature-use', { feature: 'reports', count: 1 });
const licences = signalsOf('signals.subscription', {
  subscriptionId: 's',
  change: 'started',
  mrr: 100,
  currency: 'EUR',
  features: ['reports', 'export', 'api', 'sso'],
} as never);
const plan = signalsOf('signals.milestone', {
  planId: 'p',
  subject: 'milestone',
  subjectId: 'm',
  title: 'Go live',
  change: 'planned',
  features: ['api'],
} as never);
const contacts = signalsOf('signals.contact', { contactId: 'c', role: 'user', change: 'joined' });
const trainings = signalsOf('signals.interaction', {
  interactionId: 'x',
  kind: 'training',
  outcome: 'held',
  staffRole: 'cs',
  direction: 'outbound',
} as never);
const account = signalsOf('signals.account', { name: 'Acme', segment: 'enterprise' });
const active = signalsOf('signals.login', { kind: 'login' });
/** Used on each of these days. */
const usedOn = (feature: string, ...daysAgo: number[]) =>
  uses(...daysAgo.map((days) => ({ at: ago(days), feature, eventId: `${feature}-${days}` })));
const BEGAN = ago(100);

/** Under the test's tiers: without a segment core are reports and export, advanced api, high-impact größe and sso. */
export const adoptionExamples: readonly Example[] = [
  ...examplesOf('licensed-feature-share', {
    'one of four licensed is used, another one is not licensed': [
      [...licences({ at: ago(200) }), ...usedOn('reports', 1), ...usedOn('audit', 1)],
      0.25,
    ],
    'use of five weeks ago is use no more': [[...licences({ at: ago(200) }), ...usedOn('reports', 35)], 0],
    'licences of a churned subscription are none': [
      [...licences({ at: ago(200) }, { at: ago(9), change: 'churned' }), ...usedOn('reports', 1)],
      'not-applicable',
    ],
    'a change that states no features keeps those stated': [
      [
        ...licences({ at: ago(200) }, { at: ago(9), change: 'renewed', features: [] }),
        ...usedOn('reports', 1),
      ],
      0.25,
    ],
    'no use was ever seen': [licences({ at: ago(200) }), 'never'],
  }),
  ...examplesOf('core-feature-use', {
    'half of the two core features': [usedOn('export', 1), 0.5],
    'an enterprise has the tier of its segment': [[...account({ at: ago(9) }), ...usedOn('reports', 1)], 1],
    'before the entry for all was in force, the segment decides alone': [
      uses({ at: Date.UTC(2023, 11, 1), feature: 'reports' }),
      'not-applicable',
      Date.UTC(2023, 11, 2),
    ],
  }),
  ...examplesOf('high-impact-feature-use', {
    'without a plan those of the segment count': [usedOn('sso', 1), 0.5],
    'an open goal’s features take their place': [[...plan({ at: ago(9) }), ...usedOn('api', 1)], 1],
    'once it is reached they do not': [
      [...plan({ at: ago(9) }, { at: ago(5), change: 'reached' }), ...usedOn('api', 1)],
      0,
    ],
    'nor once the goal above it is dropped': [
      [
        ...plan({ at: ago(9), goalId: 'g' }),
        ...plan({ at: ago(5), subject: 'goal', subjectId: 'g', change: 'dropped', eventId: 'drop' }),
        ...usedOn('api', 1),
      ],
      0,
    ],
    'or the whole plan has ended': [
      [
        ...plan({ at: ago(9) }),
        ...plan({ at: ago(5), subject: 'plan', subjectId: 'p', change: 'reached', eventId: 'end' }),
        ...usedOn('api', 1),
      ],
      0,
    ],
    'a goal of another plan with the same name does not end it': [
      [
        ...plan({ at: ago(9), goalId: 'g' }),
        ...plan({
          at: ago(5),
          planId: 'q',
          subject: 'goal',
          subjectId: 'g',
          change: 'dropped',
          eventId: 'x',
        }),
        ...usedOn('api', 1),
      ],
      1,
    ],
  }),
  ...examplesOf('underused-features', {
    // Of reports, export, api, sso (licensed) and größe (high-impact): reports is in use, the others are not.
    'a monthly report is in use; a look, silence and nothing are not': [
      [
        ...licences({ at: ago(200) }),
        ...usedOn('reports', 5, 35, 65),
        ...usedOn('export', 3, 4),
        ...usedOn('api', 40, 50, 60, 70),
      ],
      4,
    ],
    'only logins have been seen': [[...licences({ at: ago(200) }), ...active({ at: ago(1) })], 'never'],
  }),
  ...examplesOf('time-to-adoption', {
    // First uses after 0 (earlier), 15, 45 and 100 so far: the median is 30, as expected.
    'the median of first uses, and of days so far': [
      [
        ...account({ at: BEGAN, segment: null, onboardingStartedAt: BEGAN }),
        ...usedOn('reports', 120),
        ...usedOn('export', 85),
        ...usedOn('sso', 55),
      ],
      1,
    ],
    'a low-touch account has longer': [
      [
        ...account({ at: BEGAN, segment: null, onboardingStartedAt: BEGAN, touchModel: 'low-touch' }),
        ...usedOn('reports', 120),
        ...usedOn('export', 85),
        ...usedOn('sso', 55),
      ],
      0.5,
    ],
    'without onboarding the first subscription starts it': [
      [...licences({ at: BEGAN }), ...usedOn('reports', 100), ...usedOn('export', 100), ...usedOn('sso', 70)],
      0.5,
    ],
    'telemetry that begins later cannot tell': [
      [...licences({ at: ago(400) }), ...usedOn('reports', 100)],
      'too-little-history',
    ],
    'an onboarding that lies ahead has not begun': [
      [...account({ at: BEGAN, onboardingStartedAt: CLOSE + DAY_MS }), ...usedOn('reports', 1)],
      'not-applicable',
    ],
  }),
  ...examplesOf('training-reach', {
    'one of two who are there; who has left does not count': [
      [
        ...contacts(
          { at: ago(99) },
          { at: ago(99), contactId: 'd', eventId: 'd' },
          { at: ago(99), contactId: 'e', eventId: 'e' },
          { at: ago(9), contactId: 'e', change: 'left', eventId: 'gone' },
        ),
        ...trainings({ at: ago(364), contactIds: ['c', 'e'] }),
      ],
      0.5,
    ],
    'a year later they have to learn anew': [
      [...contacts({ at: ago(599) }), ...trainings({ at: ago(365), contactIds: ['c'] })],
      0,
    ],
    'a training that fell through reached nobody': [
      [...contacts({ at: ago(99) }), ...trainings({ at: ago(9), contactIds: ['c'], outcome: 'no-show' })],
      'never',
    ],
    'nobody we know is there': [trainings({ at: ago(9), contactIds: ['c'] }), 'not-applicable'],
  }),
  ...examplesOf('expansion-readiness', {
    // 9 of 10 seats: (0.9 − 0.7) ÷ 0.25 = 0.8; the one advanced feature is in use.
    'near the seat limit, and advanced': [
      [
        ...licences({ at: ago(200), seats: 10 }),
        ...active(...Array.from({ length: 9 }, (_, n) => ({ at: ago(1), userId: `user-${n}` }))),
        ...usedOn('api', 1),
      ],
      0.9,
    ],
    'plenty of room': [
      [...licences({ at: ago(200), seats: 10 }), ...active({ at: ago(1), userId: 'ann' })],
      0,
    ],
    'nothing known': [account({ at: ago(9) }), 'never'],
  }),
];
