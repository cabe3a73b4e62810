import { dayNumber } from '../days-window.ts';
import type { DerivedIndicator, Measured } from '../definition.ts';
import { CURRENT_ANSWERS_FACET, currentAnswers } from './current-answers.ts';

const facets = [CURRENT_ANSWERS_FACET];

/** Newest first. */
function scoresInForce(measured: Measured) {
  const today = dayNumber(measured.asOf);
  return currentAnswers(measured)
    .filter(({ score, withdrawn }) => score !== null && !withdrawn)
    .map((answer) => ({ ...answer, ageDays: today - answer.givenOn }))
    .sort((a, b) => a.ageDays - b.ageDays);
}

export const judgementAge: DerivedIndicator = {
  id: 'judgement-age',
  title: 'Age of judgement',
  question: 'When did anybody who knows them last say how they are?',
  group: 'judgement',
  kind: 'leading',
  lens: 'human',
  unit: 'days',
  direction: 'lower-is-healthier',
  windowDays: null,
  historyDaysMin: 0,
  from: [],
  facets,
  derive: (measured) => {
    const [newest] = scoresInForce(measured);
    if (newest) return { value: newest.ageDays, reason: null };
    const scoredEver = currentAnswers(measured).some(({ score }) => score !== null);
    return { value: null, reason: scoredEver ? 'not-applicable' : 'never' };
  },
  health: [
    [30, 100],
    [90, 70],
    [180, 0],
  ],
  formula:
    'Whole UTC days since the newest scored answer that stands, of any question, was given. Behind it: the age of each ' +
    'such answer, the oldest first. Source: own definition.',
  nextStep: 'Nobody has said for long how they are: assess them, or ask who knows.',
  team: 'cs',
  worries: false,
  items: {
    from: [],
    facets,
    list: (measured) =>
      scoresInForce(measured)
        .reverse()
        .map(({ questionId, score, templateVersion, ageDays }) => ({
          item: questionId,
          because: `answered ${score} under ${templateVersion}`,
          amount: ageDays,
        })),
  },
};
