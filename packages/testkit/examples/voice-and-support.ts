import { ago, type Example, examplesOf, signalsOf } from './example.ts';

const tickets = signalsOf('signals.ticket', { ticketId: 't', priority: 'urgent' } as never);
const answers = signalsOf('signals.survey', {
  surveyId: 's',
  change: 'answered',
  kind: 'nps',
  channel: 'email',
} as never);
const csat = signalsOf('signals.survey', {
  surveyId: 's',
  change: 'answered',
  kind: 'csat',
  channel: 'email',
} as never);
const HOUR_MS = 3_600_000;
const OPENED = { at: ago(20), change: 'opened' };

export const voiceAndSupportExamples: readonly Example[] = [
  ...examplesOf('open-urgent-tickets', {
    'an urgent ticket without a solution is open': [tickets(OPENED), 1],
    'an agent’s reply does not close it, a resolution does': [
      tickets(OPENED, { at: ago(19), change: 'replied' }, { at: ago(18), change: 'resolved' }),
      0,
    ],
    'reopened is open': [
      tickets(OPENED, { at: ago(19), change: 'resolved' }, { at: ago(18), change: 'reopened' }),
      1,
    ],
    'the last stated priority holds': [
      tickets(
        OPENED,
        { at: ago(19), change: 'replied', priority: 'low' },
        { at: ago(18), change: 'replied', priority: null },
      ),
      0,
    ],
    'what has not happened yet does not count': [
      tickets(OPENED, { at: ago(0), change: 'resolved' }),
      1,
      ago(1),
    ],
  }),
  ...examplesOf('median-resolution-hours', {
    'closing after the resolution adds nothing': [
      tickets(OPENED, { at: ago(20) + 6 * HOUR_MS, change: 'resolved' }, { at: ago(10), change: 'closed' }),
      6,
    ],
    'a reopened ticket took until its last solution': [
      tickets(
        OPENED,
        { at: ago(20) + HOUR_MS, change: 'resolved' },
        { at: ago(19), change: 'reopened' },
        { at: ago(20) + 48 * HOUR_MS, change: 'resolved' },
      ),
      48,
    ],
    'of two the mean is the median': [
      tickets(
        OPENED,
        { at: ago(20) + HOUR_MS, change: 'closed' },
        { at: ago(9), change: 'opened', ticketId: 'u' },
        { at: ago(9) + 4 * HOUR_MS, change: 'resolved', ticketId: 'u' },
      ),
      2.5,
    ],
    'solutions of 90 days ago are out': [
      tickets({ at: ago(91), change: 'opened' }, { at: ago(90), change: 'resolved' }),
      'silent',
    ],
    'a ticket whose opening was never seen does not count': [
      tickets({ at: ago(3), change: 'resolved' }),
      'never',
    ],
  }),
  ...examplesOf('nps', {
    'two promoters, a passive and a detractor are 25': [
      answers(
        ...[9, 10, 7, 3].map((score, n) => ({ at: ago(n), score, invitationId: `i${n}`, userId: `u${n}` })),
      ),
      25,
    ],
    'a 6 is a detractor and an 8 is passive on 1 to 10 as on 0 to 10': [
      answers(
        { at: ago(2), score: 6, scaleMin: 1, scaleMax: 10, invitationId: 'i', userId: 'ann' },
        { at: ago(2), score: 8, scaleMin: 0, scaleMax: 10, invitationId: 'j', userId: 'bob' },
      ),
      -50,
    ],
    'the latest answer of a person counts': [
      answers(
        { at: ago(50), score: 10, invitationId: 'i', userId: 'ann' },
        { at: ago(2), score: 2, invitationId: 'j', userId: 'ann' },
      ),
      -100,
    ],
    'a 5 on 1 to 5 is not asked on its scale': [
      answers({ at: ago(2), score: 5, scaleMin: 1, scaleMax: 5, invitationId: 'i' }),
      'never',
    ],
    'an answer half a year old says nothing of now': [
      answers({ at: ago(181), score: 9, invitationId: 'i' }),
      'silent',
    ],
  }),
  ...examplesOf('csat', {
    'three of four in the top two boxes are 75 %': [
      csat(...[4, 5, 5, 3].map((score, n) => ({ at: ago(n), score, invitationId: `i${n}`, userId: 'ann' }))),
      75,
    ],
    'an invitation answered again counts once, as last answered': [
      csat({ at: ago(3), score: 1, invitationId: 'i' }, { at: ago(2), score: 5, invitationId: 'i' }),
      100,
    ],
    'an invitation only sent is no answer': [
      csat({ at: ago(3), change: 'sent', invitationId: 'i' }),
      'never',
    ],
  }),
];
