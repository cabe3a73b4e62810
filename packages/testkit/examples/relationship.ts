import { ago, type Example, examplesOf, signalsOf } from './example.ts';

const SPONSORSHIP = 'executive-sponsorship';
const assess = signalsOf('signals.assessment', {
  assessmentId: 'a',
  questionId: SPONSORSHIP,
  templateVersion: 'own/2',
  change: 'answered',
  assessorId: 'eve',
  assessorRole: 'csm',
} as never);
const met = signalsOf('signals.interaction', {
  kind: 'meeting',
  outcome: 'held',
  staffRole: 'cs',
  direction: 'outbound',
  contactIds: [],
} as never);
const contacts = signalsOf('signals.contact', { role: 'user', change: 'joined' });
const account = signalsOf('signals.account', { name: 'Acme' });
const weekly = assess({ at: ago(9), questionId: 'wished-contact-frequency', choice: 'weekly' });

export const relationshipExamples: readonly Example[] = [
  // Steps of own/1 say 0, 25, 50, 75, 100; those of own/2 say 10, 20, 50, 60, 90.
  ...examplesOf(SPONSORSHIP, {
    'a score under the present steps is itself': [assess({ at: ago(9), score: 4 }), 4],
    'so is one under earlier steps that said the same': [
      assess({ at: ago(9), score: 3, templateVersion: 'own/1' }),
      3,
    ],
    'one that said 75 is half way from 60 to 90 now': [
      assess({ at: ago(9), score: 4, templateVersion: 'own/1' }),
      4.5,
    ],
    'one that said 0 is below every step there is now': [
      assess({ at: ago(9), score: 1, templateVersion: 'own/1' }),
      0,
    ],
    'one that said 100 is above them': [assess({ at: ago(9), score: 5, templateVersion: 'own/1' }), 6],
    'a version nobody kept counts as the present one': [
      assess({ at: ago(9), score: 4, templateVersion: 'own/0' }),
      4,
    ],
    'words scored later have the steps they were scored by': [
      assess(
        { at: ago(9), eventId: 'open', templateVersion: 'own/1', answer: 'they do' },
        { at: ago(2), score: 4, assessmentId: 'b', scoresEventId: 'open' },
      ),
      4,
    ],
  }),
  ...examplesOf('judgement-age', {
    'the newest answer of any question counts': [
      assess({ at: ago(40), score: 4 }, { at: ago(9), score: 2, questionId: 'value-received' }),
      9,
    ],
    'a choice is no judgement': [weekly, 'never'],
    'what was withdrawn has no age': [
      assess({ at: ago(9), score: 4 }, { at: ago(2), change: 'withdrawn' }),
      'not-applicable',
    ],
    'a late score is as old as the words': [
      assess(
        { at: ago(9), eventId: 'open', answer: 'they do' },
        { at: ago(2), score: 4, assessmentId: 'b', scoresEventId: 'open' },
      ),
      9,
    ],
  }),
  ...examplesOf('engagement-regularity', {
    'three meetings in one of four months': [
      met(
        { at: ago(123), interactionId: 'a', kind: 'email' },
        { at: ago(3), interactionId: 'b' },
        { at: ago(4), interactionId: 'c' },
        { at: ago(5), interactionId: 'd' },
      ),
      0.25,
    ],
    'a meeting in each of two weeks, for a weekly customer': [
      [...met({ at: ago(0), interactionId: 'a' }, { at: ago(13), interactionId: 'b' }), ...weekly],
      1,
    ],
    'one whole period says nothing yet': [met({ at: ago(60), interactionId: 'a' }), 'too-little-history'],
    'no interaction at all': [weekly, 'never'],
  }),
  ...examplesOf('contact-breadth', {
    'each contact once': [
      met(
        { at: ago(3), interactionId: 'a', contactIds: ['ann', 'bob'] },
        { at: ago(2), interactionId: 'b', contactIds: ['bob'], kind: 'email' },
      ),
      2,
    ],
    'who has left is none any more': [
      [
        ...met({ at: ago(3), interactionId: 'a', contactIds: ['ann', 'bob'] }),
        ...contacts({ at: ago(2), contactId: 'bob', change: 'left' }),
      ],
      1,
    ],
    'campaigns and no-shows reach nobody': [
      met(
        { at: ago(3), interactionId: 'a', contactIds: ['ann'], kind: 'campaign' },
        { at: ago(2), interactionId: 'b', contactIds: ['bob'], outcome: 'no-show' },
      ),
      0,
    ],
    'met 90 days ago': [met({ at: ago(90), interactionId: 'a', contactIds: ['ann'] }), 0],
    'a calendar that names nobody is no sign of nobody': [met({ at: ago(3), interactionId: 'a' }), 'never'],
  }),
  ...examplesOf('csm-change', {
    'from one to the other and back': [
      account(
        { at: ago(99), csmId: 'ada' },
        { at: ago(50), csmId: 'ben' },
        { at: ago(9), csmId: 'ada', segment: 'smb' },
      ),
      2,
    ],
    'the first one is no change, nor is a time without': [
      account({ at: ago(99), csmId: 'ada' }, { at: ago(50) }, { at: ago(9), csmId: 'ada' }),
      0,
    ],
    'after 180 days it is forgotten': [
      account({ at: ago(300), csmId: 'ada' }, { at: ago(180), csmId: 'ben' }),
      0,
    ],
    'none was ever named': [account({ at: ago(9) }), 'never'],
  }),
];
