import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('surveys', 'signals.survey', [
  'survey_id',
  'invitation_id',
  'change',
  'kind',
  'score',
  'scale_min',
  'scale_max',
  'user_id',
]);

/**
 * One row an answered invitation, with its latest answer. `nps` and `csat` say that the answer is on a scale that
 * indicator reads; `latest_of_person` marks, among those of one kind, the newest of each person. Who answers
 * without a user id is a person of their own.
 */
export const surveys: IndicatorSource = {
  id: 'surveys',
  topics: ['signals.survey'],
  details: [],
  rows: `SELECT i, as_of, score, nps, csat, back,
  row_number() OVER (PARTITION BY i, nps, csat, person ORDER BY answered_at DESC, answer_id DESC) = 1
    AS latest_of_person
FROM (
  SELECT i, as_of, answer.1 AS answered_at, answer.2 AS answer_id, answer.3 AS kind, answer.4 AS score,
    answer.5 AS scale_min, answer.6 AS scale_max, ${daysBack('answered_at')} AS back,
    if(answer.7 IS NULL, ('invitation', concat(survey_id, '/', invitation_id)), ('user', assumeNotNull(answer.7)))
      AS person,
    ifNull(kind = 'nps' AND score IS NOT NULL AND ifNull(scale_min, 0) IN (0, 1) AND ifNull(scale_max, 10) = 10, 0)
      AS nps,
    ifNull(kind = 'csat' AND score IS NOT NULL AND ifNull(scale_min, 1) = 1 AND ifNull(scale_max, 5) = 5, 0) AS csat
  FROM (
    SELECT i, as_of, survey_id, invitation_id,
      argMax((occurred_at, event_id, toString(kind), score, scale_min, scale_max, user_id), ${STATE_ORDER}) AS answer
    FROM (${facts})
    WHERE change = 'answered'
    GROUP BY i, as_of, survey_id, invitation_id
  )
)`,
};
