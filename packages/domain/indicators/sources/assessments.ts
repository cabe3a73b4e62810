import type { IndicatorSource } from '../source.ts';
import { CURRENT_ANSWERS, CURRENT_ANSWERS_READ } from '../sql/answers.ts';

/** One row a question: `scored` (0 or 1), and the score that stands, NULL once it is withdrawn. */
export const assessments: IndicatorSource = {
  id: 'assessments',
  reads: { 'signals.assessment': CURRENT_ANSWERS_READ },
  details: [
    {
      id: 'answers',
      use: 'account',
      value: `toJSONString({{arraySort(groupArrayIf((question_id, event_id, given_at), current_score IS NOT NULL))}})`,
    },
  ],
  rows: `SELECT i, as_of, question_id, event_id, given_at, score IS NOT NULL AS scored, if(withdrawn, NULL, score) AS current_score
FROM (${CURRENT_ANSWERS})`,
};
