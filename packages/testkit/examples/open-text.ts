import { ago, type Example, examplesOf, signalsOf } from './example.ts';

const answers = signalsOf('signals.survey', {
  surveyId: 's',
  change: 'answered',
  kind: 'nps',
  channel: 'email',
} as never);
const interactions = signalsOf('signals.interaction', {
  kind: 'meeting',
  staffRole: 'cs',
  outcome: 'held',
  direction: 'outbound',
  contactIds: [],
} as never);

/** Texts say their own sentiment; see plainReader. */
export const openTextExamples: readonly Example[] = [
  ...examplesOf('text-sentiment', {
    'the mean of three reasons': [
      answers(
        { at: ago(3), invitationId: 'i', reason: 'en 1 reports' },
        { at: ago(2), invitationId: 'j', reason: 'en -0.5 price' },
        { at: ago(1), invitationId: 'k', reason: 'en 0.25' },
      ),
      0.25,
    ],
    'a text in a language that is not read is left out, not counted as neutral': [
      answers(
        { at: ago(2), invitationId: 'i', reason: 'en -0.5 price' },
        { at: ago(1), invitationId: 'j', reason: 'de die Preise' },
        { at: ago(1), invitationId: 'k', reason: 'en 1', language: 'de' },
      ),
      -0.5,
    ],
    'feedback without a score has a say, an invitation only sent has none': [
      answers(
        { at: ago(2), invitationId: 'i', kind: 'feedback', reason: 'en 0.75 export' },
        { at: ago(1), invitationId: 'j', change: 'sent', reason: 'en -1' },
      ),
      0.75,
    ],
    'nothing but what is not read is never': [
      answers({ at: ago(1), invitationId: 'i', score: 9, reason: 'de sehr gut' }),
      'never',
    ],
    'an answer given again without a reason takes the reason back': [
      answers(
        { at: ago(2), invitationId: 'i', score: 3, reason: 'en -1' },
        { at: ago(1), invitationId: 'i', score: 8 },
      ),
      'never',
    ],
    'words of 91 days ago say nothing of now': [
      answers({ at: ago(91), invitationId: 'i', reason: 'en 0.5' }),
      'silent',
    ],
  }),
  ...examplesOf('interaction-tone', {
    'a stated tone goes before the note': [
      interactions({ at: ago(2), interactionId: 'x', tone: 'negative', note: 'en 1 rollout' }),
      -1,
    ],
    'where the stated tone is another word, or none, the note is read': [
      interactions(
        { at: ago(2), interactionId: 'x', tone: 'lukewarm', note: 'en -0.25' },
        { at: ago(2), interactionId: 'y', note: 'en 0.75' },
        { at: ago(1), interactionId: 'z', tone: 'Neutral' },
      ),
      0.5 / 3,
    ],
    'an interaction has the tone it was last reported with': [
      interactions(
        { at: ago(2), interactionId: 'x', tone: 'negative' },
        { at: ago(1), interactionId: 'x', tone: 'positive' },
      ),
      1,
    ],
    'meetings of unknown tone leave it unknown': [
      interactions({ at: ago(1), interactionId: 'x', note: 'de alles bestens' }),
      'never',
    ],
  }),
];
