import type { MeasuredIndicator } from '../definition.ts';

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
export function assessmentIndicator(question: AssessmentQuestion): MeasuredIndicator {
  const ofQuestion = `question_id = '${question.id}'`;
  return {
    ...question,
    kind: 'leading',
    lens: 'human',
    unit: 'score-1-5',
    direction: 'higher-is-healthier',
    source: 'assessments',
    windowDays: null,
    historyDaysMin: 0,
    value: `{{maxIf(current_score, ${ofQuestion})}}`,
    reason: `if({{sumIf(scored, ${ofQuestion})}} = 0, 'never', 'not-applicable')`,
    health: [
      [1, 0],
      [2, 25],
      [3, 50],
      [4, 75],
      [5, 100],
    ],
    formula:
      'The latest answer by anyone, by when it was given, until changed; not applicable once it is withdrawn. A score ' +
      'given later to an open answer counts from when that was given.',
    team: 'cs',
  };
}
