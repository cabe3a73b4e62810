import { CURRENT_ANSWERS_FACET } from '../judgement/current-answers.ts';
import type { IndicatorSource } from '../source.ts';
import { CURRENT_ANSWERS, CURRENT_ANSWERS_READ } from '../sql/answers.ts';

const QUESTIONS_MAX = 200;
const row = 'question_id, template_version, score, choice, withdrawn';

/** One row a question: its latest answer by when it was given, and whether it was `withdrawn` (0 or 1) since. */
export const assessments: IndicatorSource = {
  id: 'assessments',
  reads: { 'signals.assessment': CURRENT_ANSWERS_READ },
  details: [
    {
      id: 'answers',
      use: 'account',
      value: `toJSONString({{arraySort(groupArrayIf((question_id, event_id, given_at), stands))}})`,
    },
    {
      id: CURRENT_ANSWERS_FACET,
      use: 'facet',
      value: `toJSONString(arraySlice({{arraySort(a -> a.1, groupArray((${row}, given_on)))}}, 1, ${QUESTIONS_MAX}))`,
    },
  ],
  rows: `SELECT i, as_of, event_id, given_at, ${row}, toInt32(intDiv(given_at, 86400000)) AS given_on,
  if(withdrawn, 0, score IS NOT NULL) AS stands
FROM (${CURRENT_ANSWERS})`,
};
