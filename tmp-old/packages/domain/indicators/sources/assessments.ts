import type { IndicatorSource } from '../source.ts';
import { CURRENT_ANSWERS } from '../sql/answers.ts';

/** One row a question: `scored` (0 or 1), and the score that stands, NULL once it is withdrawn. */
export const assessments: IndicatorSource = {
  id: 'assessments',
  topics: ['signals.assessment'],
  details: [
    {
      id: 'answers',
      use: 'account',
      value: `toJSONString({{arraySort(groupArrayIf((question_id, event_id), current_score IS NOT NULL))}})`,
    },
  ],
  rows: `SELECT i, as_of, question_id, event_id, score IS NOT NULL AS scored, if(withdrawn, NULL, score) AS current_score
FROM (${CURRENT_ANSWERS})`,
};
