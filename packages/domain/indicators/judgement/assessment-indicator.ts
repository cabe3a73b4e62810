import type { Indicator } from '../definition.ts';

export interface AssessmentQuestion {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly group: 'judgement' | 'relationship';
  readonly nextStep: string;
}

/**
 * The indicator of one scored assessment question; its id is the question's. No decay: an answer is current until
 * it is changed or withdrawn. 1 to 5 is 0, 25, 50, 75, 100.
 */
export function assessmentIndicator(question: AssessmentQuestion): Indicator {
  const answered = `question_id = '${question.id}' AND score IS NOT NULL`;
  return {
    ...question,
    kind: 'leading',
    lens: 'human',
    unit: 'score-1-5',
    direction: 'higher-is-healthier',
    source: 'assessments',
    windowDays: null,
    historyDaysMin: 0,
    value: `maxOrNullIf(assumeNotNull(score), ${answered} AND NOT withdrawn)`,
    reason: `if(countIf(${answered}) = 0, 'never', 'not-applicable')`,
    health: [
      [1, 0],
      [2, 25],
      [3, 50],
      [4, 75],
      [5, 100],
    ],
    formula:
      'The latest answer by anyone, by when it was given, until changed; not applicable once it is withdrawn. A score ' +
      'given later to an open answer counts from when that was given. Source: DESIGN section 3, judgement.',
    team: 'cs',
  };
}
