import type { IndicatorSource } from '../source.ts';
import { CURRENT_ANSWERS } from '../sql/answers.ts';

/** One row a question: its current answer. */
export const assessments: IndicatorSource = {
  id: 'assessments',
  topics: ['signals.assessment'],
  details: [
    {
      id: 'answers',
      value: `toJSONString(arraySort(groupArrayIf((question_id, event_id), score IS NOT NULL AND NOT withdrawn)))`,
    },
  ],
  rows: CURRENT_ANSWERS,
};
