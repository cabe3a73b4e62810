import { ago, CLOSE, type Example, examplesOf, signalsOf } from './example.ts';

const DAY_MS = 86_400_000;
const said = signalsOf('signals.survey', { surveyId: 's', change: 'answered', channel: 'email' });

/** Answers of one kind, so many days ago each, every one to an invitation of its own. */
const answers = (
  kind: string,
  scored: readonly (readonly [days: number, score: number])[],
  more: object = {},
) =>
  said(
    ...scored.map(([days, score], n) => ({
      at: ago(days),
      kind,
      score,
      invitationId: `${kind}-${n}`,
      eventId: `${kind}-${JSON.stringify(more)}-${n}`,
      ...more,
    })),
  );
/** Invitations sent so many days ago; of those the first `answered` ones were answered a day later. */
const invited = (days: readonly number[], answered: number) =>
  days.flatMap((day, n) => {
    const about = { kind: 'nps', invitationId: `i${n}` };
    const sent = { at: ago(day), change: 'sent', eventId: `sent-${n}`, ...about };
    const answer = { at: ago(day) + DAY_MS, score: 9, eventId: `answered-${n}`, ...about };
    return said(...(n < answered ? [sent, answer] : [sent]));
  });
const feedback = (days: number, more: object = {}) =>
  said({ at: ago(days), kind: 'feedback', invitationId: `f${days}`, eventId: `f${days}`, ...more });

export const voiceExamples: readonly Example[] = [
  ...examplesOf('csat-after-tickets', {
    'by the occasion, not the mood of the year': [
      [
        ...answers(
          'csat',
          [
            [9, 5],
            [8, 2],
          ],
          { occasion: 'after-ticket' },
        ),
        ...answers('csat', [[7, 1]], { occasion: 'periodic', invitationId: 'p' }),
      ],
      50,
    ],
    'where no occasion is said a named ticket says it': [answers('csat', [[9, 4]], { ticketId: 't' }), 100],
    'an occasion that is said counts more than a ticket': [
      answers('csat', [[9, 4]], { ticketId: 't', occasion: 'periodic' }),
      'never',
    ],
  }),
  ...examplesOf('csat-periodic', {
    'over a whole year': [
      answers(
        'csat',
        [
          [9, 5],
          [100, 4],
          [200, 3],
          [364, 1],
          [365, 1],
        ],
        { occasion: 'periodic' },
      ),
      50,
    ],
    'what follows a ticket is not asked periodically': [
      answers('csat', [[9, 5]], { occasion: 'after-ticket' }),
      'never',
    ],
  }),
  ...examplesOf('ces', {
    'the mean on 1 to 7': [
      answers('ces', [
        [9, 7],
        [8, 4],
        [7, 5.5],
      ]),
      5.5,
    ],
    'another scale is left out, not rescaled': [
      answers('ces', [[9, 5]], { scaleMin: 1, scaleMax: 5 }),
      'never',
    ],
    'half a year old is too old': [answers('ces', [[180, 7]]), 'silent'],
  }),
  ...examplesOf('unsolicited-feedback', {
    'each counts, whatever it says': [[...feedback(3, { score: 1 }), ...feedback(89)], 2],
    'fell silent is zero': [feedback(90), 0],
    'asked for it is none': [answers('nps', [[3, 9]]), 'never'],
  }),
  ...examplesOf('feedback-channels', {
    'each channel once, whatever is said through it': [
      [
        ...answers('nps', [[9, 9]]),
        ...answers('csat', [[99, 3]]),
        ...answers('ces', [[9, 3]], { channel: 'in-app' }),
        ...feedback(9, { channel: 'social' }),
      ],
      3,
    ],
    'not heard for half a year is zero': [answers('nps', [[180, 9]]), 0],
    'only asked is never heard': [invited([9], 0), 'never'],
  }),
  ...examplesOf('satisfaction-trend', {
    'from one in four satisfied to three in four': [
      answers('csat', [
        [100, 5],
        [110, 1],
        [120, 2],
        [130, 3],
        [10, 5],
        [20, 4],
        [30, 5],
        [40, 2],
      ]),
      50,
    ],
    'asking otherwise is no trend: like is compared with like': [
      // By NPS nobody is ever content, by CSAT everybody; lately mostly NPS was asked.
      [
        ...answers('csat', [
          [100, 5],
          [110, 5],
          [120, 5],
          [10, 5],
        ]),
        ...answers('nps', [
          [130, 3],
          [20, 3],
          [30, 3],
          [40, 3],
        ]),
      ],
      0,
    ],
    'strata weigh by how much they can tell': [
      // CSAT from 0 of 1 to 1 of 1, weight 1/2; NPS 2 of 2 both times, weight 1.
      [
        ...answers('csat', [
          [100, 1],
          [10, 5],
        ]),
        ...answers('nps', [
          [110, 9],
          [120, 10],
          [20, 9],
          [30, 10],
        ]),
      ],
      100 / 3,
    ],
    'another channel is not comparable': [
      [
        ...answers('csat', [
          [100, 1],
          [110, 1],
          [120, 1],
        ]),
        ...answers(
          'csat',
          [
            [10, 5],
            [20, 5],
            [30, 5],
          ],
          { channel: 'in-app', surveyId: 'other' },
        ),
      ],
      'too-little-history',
    ],
    'two answers are too few': [
      answers('csat', [
        [100, 1],
        [110, 1],
        [10, 5],
        [20, 5],
      ]),
      'too-little-history',
    ],
    'nothing on a scale that is read': [feedback(9), 'never'],
  }),
  ...examplesOf('response-rate', {
    'three of four': [invited([40, 30, 20, 10], 3), 75],
    'one sent this week may still be answered': [invited([40, 30, 20, 3], 0), 0],
    'and is not counted when it is': [invited([6, 30, 20, 40], 1), 0],
    'a reminder is no second invitation': [
      [
        ...invited([40, 30, 20], 3),
        ...said({ at: ago(35), change: 'sent', kind: 'nps', invitationId: 'i0', eventId: 'reminder' }),
      ],
      100,
    ],
    'answers to what was never sent make it no more than 100 %': [
      [
        ...invited([40, 30, 20], 3),
        ...answers('nps', [
          [9, 9],
          [8, 9],
        ]),
      ],
      100,
    ],
    'declined is not answered': [
      [
        ...invited([40, 30, 20], 0),
        ...said({ at: ago(19), change: 'declined', kind: 'nps', invitationId: 'i2', eventId: 'no' }),
      ],
      0,
    ],
    'two invitations are too few': [invited([40, 30], 1), 'too-little-history'],
    'nobody was ever asked': [answers('nps', [[9, 9]]), 'never'],
    'on the seventh day it counts': [
      invited([40, 30, 7], 0).map((s) => ({
        ...s,
        occurredAt: s.occurredAt === ago(7) ? CLOSE - 7 * DAY_MS : s.occurredAt,
      })),
      0,
    ],
  }),
];
