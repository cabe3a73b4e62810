import type { ScoredQuestion } from '../../assessments/questions.ts';
import { anchorsOf, onPresentScale } from '../../assessments/scale.ts';
import type { DerivedIndicator } from '../definition.ts';
import { CURRENT_ANSWERS_FACET, currentAnswer } from './current-answers.ts';

/**
 * The indicator of one scored assessment question; its id is the question's. No decay: an answer is current until
 * it is changed or withdrawn. Its value is the score. Where the answer was given under an earlier definition of
 * the steps, it is the score that says the same of health under the present one, so that health follows from what the step
 * meant when it was chosen; a version nobody has kept counts as the present one.
 */
export function assessmentIndicator(question: ScoredQuestion): DerivedIndicator {
  const { id, title, nextStep, present, earlier } = question;
  return {
    id,
    title,
    question: question.question,
    group: 'judgement',
    kind: 'leading',
    lens: 'human',
    unit: 'score-1-5',
    direction: 'higher-is-healthier',
    windowDays: null,
    historyDaysMin: 0,
    from: [],
    facets: [CURRENT_ANSWERS_FACET],
    derive: (measured) => {
      const answer = currentAnswer(measured, id);
      if (answer === null || answer.score === null) return { value: null, reason: 'never' };
      if (answer.withdrawn) return { value: null, reason: 'not-applicable' };
      const given = earlier.get(answer.templateVersion) ?? present;
      return { value: onPresentScale(answer.score, given, present), reason: null };
    },
    health: anchorsOf(present),
    formula:
      'The latest answer by anyone, by when it was given, until changed; not applicable once it is withdrawn. A score ' +
      'given later to an open answer counts from when that was given. What was answered under an earlier definition of ' +
      'the steps is the score of the same health under the present one. ' +
      'Source: the 1-to-5 assessments of customer success; how answers last is an own definition.',
    nextStep,
    team: 'cs',
  };
}
