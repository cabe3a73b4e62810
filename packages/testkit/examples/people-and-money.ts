import { DAY_MS } from '@bellwether/domain';
import { ago, CLOSE, type Example, examplesOf, signalsOf } from './example.ts';

const RENEW = 'likelihood-to-renew';
const assess = signalsOf('signals.assessment', {
  assessmentId: 'a',
  questionId: RENEW,
  templateVersion: '1',
  change: 'answered',
  assessorId: 'eve',
  assessorRole: 'csm',
} as never);
const contacts = signalsOf('signals.contact', { contactId: 'c', role: 'champion', change: 'joined' });
const met = signalsOf('signals.interaction', {
  kind: 'meeting',
  outcome: 'held',
  staffRole: 'cs',
  direction: 'outbound',
} as never);
const paid = signalsOf('signals.subscription', {
  subscriptionId: 's',
  change: 'started',
  mrr: 100,
  currency: 'EUR',
} as never);
const WISH = { questionId: 'wished-contact-frequency', choice: 'quarterly' };

export const peopleAndMoneyExamples: readonly Example[] = [
  ...examplesOf(RENEW, {
    'the latest answer by anyone is current, however old': [
      assess({ at: ago(400), score: 5 }, { at: ago(300), score: 2, assessmentId: 'b' }),
      2,
    ],
    'an answer received late does not replace a newer one': [
      assess({ at: ago(9), score: 4, receivedAt: ago(9) }, { at: ago(20), score: 1, receivedAt: ago(0) }),
      4,
    ],
    'withdrawn is not current, and nothing older comes back': [
      assess(
        { at: ago(9), score: 4, assessmentId: 'b' },
        { at: ago(8), score: 1 },
        { at: ago(7), change: 'withdrawn' },
      ),
      'not-applicable',
    ],
    'withdrawing an older sitting leaves the current answer': [
      assess(
        { at: ago(9), score: 4 },
        { at: ago(8), score: 1, assessmentId: 'b' },
        { at: ago(7), change: 'withdrawn' },
      ),
      1,
    ],
    'a late score counts from when the open answer was given': [
      assess(
        { at: ago(9), eventId: 'open' },
        { at: ago(5), score: 3, assessmentId: 'b' },
        { at: ago(2), score: 5, assessmentId: 'c', scoresEventId: 'open' },
      ),
      3,
    ],
    'once it is given': [
      assess(
        { at: ago(20), score: 3, assessmentId: 'b' },
        { at: ago(9), eventId: 'open' },
        { at: ago(2), score: 5, assessmentId: 'c', scoresEventId: 'open' },
      ),
      3,
      ago(3),
    ],
    'withdrawing the open answer withdraws its score': [
      assess(
        { at: ago(9), eventId: 'open' },
        { at: ago(2), score: 5, assessmentId: 'c', scoresEventId: 'open' },
        { at: ago(1), change: 'withdrawn' },
      ),
      'not-applicable',
    ],
    'and so does withdrawing the sitting that scored it': [
      assess(
        { at: ago(9), eventId: 'open' },
        { at: ago(2), score: 5, assessmentId: 'c', scoresEventId: 'open' },
        { at: ago(1), change: 'withdrawn', assessmentId: 'c' },
      ),
      'not-applicable',
    ],
    'an open answer nobody scored changes nothing': [assess({ at: ago(9), score: 4 }, { at: ago(1) }), 4],
  }),
  ...examplesOf('champion-change', {
    'nobody named, nothing known': [contacts({ at: ago(9), role: 'user' }), 'never'],
    'a champion who left': [contacts({ at: ago(99) }, { at: ago(9), change: 'left' }), 1],
    'a sponsor who became a user, by the role before': [
      contacts({ at: ago(99), role: 'sponsor' }, { at: ago(9), change: 'role-changed', role: 'user' }),
      1,
    ],
    'from champion to sponsor is no loss': [
      contacts({ at: ago(9), change: 'role-changed', role: 'sponsor', previousRole: 'champion' }),
      0,
    ],
    'one who came back is not lost': [contacts({ at: ago(9), change: 'left' }, { at: ago(3) }), 0],
    'after 90 days it is over': [contacts({ at: ago(90), change: 'left' }), 0],
  }),
  ...examplesOf('engagement-frequency', {
    'one meeting a month is the default': [met({ at: ago(30), interactionId: 'x' }), 1],
    'a weekly customer wants four in four weeks': [
      [...met({ at: ago(27), interactionId: 'x' }), ...assess({ at: ago(9), ...WISH, choice: 'weekly' })],
      0.25,
    ],
    'whom we have known for less is not neglected yet': [
      [...met({ at: ago(26), interactionId: 'x' }), ...assess({ at: ago(9), ...WISH, choice: 'weekly' })],
      'too-little-history',
    ],
    'but a first meeting as wished is one': [met({ at: ago(0), interactionId: 'x' }), 1],
    'a quarterly one is well served by one': [
      [...met({ at: ago(91), interactionId: 'x' }), ...assess({ at: ago(9), ...WISH })],
      1,
    ],
    'a wish withdrawn is none': [
      [
        ...met({ at: ago(60), interactionId: 'x' }),
        ...assess({ at: ago(9), ...WISH }, { at: ago(8), ...WISH, choice: null, change: 'withdrawn' }),
      ],
      0,
    ],
    'mails, no-shows and sales do not count': [
      met(
        { at: ago(30), interactionId: 'x', kind: 'email' },
        { at: ago(1), interactionId: 'y', outcome: 'no-show' },
        { at: ago(1), interactionId: 'z', staffRole: 'sales' },
      ),
      0,
    ],
    'as last reported': [
      met(
        { at: ago(99), interactionId: 'w' },
        { at: ago(3), interactionId: 'x' },
        { at: ago(2), interactionId: 'x', outcome: 'cancelled' },
      ),
      0,
    ],
  }),
  ...examplesOf('mrr-change', {
    'half is 0.5': [paid({ at: ago(200) }, { at: ago(9), change: 'contracted', mrr: 50 }), 0.5],
    'all gone is 0': [paid({ at: ago(200) }, { at: ago(9), change: 'churned' }), 0],
    'several subscriptions add up': [
      paid({ at: ago(200) }, { at: ago(9), subscriptionId: 't', mrr: 20 }),
      1.2,
    ],
    'a trial pays nothing': [
      paid({ at: ago(200), trial: true }, { at: ago(9), change: 'renewed' }),
      'not-applicable',
    ],
    'a new account has no before': [paid({ at: ago(89) }), 'too-little-history'],
  }),
  ...examplesOf('renewal-due-days', {
    'ten days to the end of the term': [paid({ at: ago(200), termEndsAt: CLOSE + 10 * DAY_MS }), 10],
    'notice given is zero, however far the end': [
      paid({ at: ago(200), termEndsAt: ago(-99) }, { at: ago(9), change: 'notice-given' }),
      0,
    ],
    'a renewal takes the notice back': [
      paid(
        { at: ago(200) },
        { at: ago(9), change: 'notice-given' },
        { at: ago(2), change: 'renewed', termEndsAt: CLOSE + DAY_MS },
      ),
      1,
    ],
    'a term that was left to end is zero': [paid({ at: ago(200), termEndsAt: ago(3), autoRenews: false }), 0],
    'one that renews by itself is not': [
      paid({ at: ago(200), termEndsAt: ago(3), autoRenews: true }),
      'not-applicable',
    ],
    'nor one that was renewed without saying until when': [
      paid({ at: ago(200), termEndsAt: ago(3), autoRenews: false }, { at: ago(2), change: 'renewed' }),
      'not-applicable',
    ],
    'what has churned is not due': [
      paid({ at: ago(200), termEndsAt: ago(-99) }, { at: ago(9), change: 'churned' }),
      'not-applicable',
    ],
  }),
];
