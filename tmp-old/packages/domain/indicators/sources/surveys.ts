import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const isNps = `kind = 'nps' AND ifNull(scale_min, 0) IN (0, 1) AND ifNull(scale_max, 10) = 10`;
const isCsat = `kind = 'csat' AND ifNull(scale_min, 1) = 1 AND ifNull(scale_max, 5) = 5`;

const facts = factsAsOf('surveys', [
  `change = 'answered' AS answered`,
  '(survey_id, invitation_id) AS invitation',
  `if(user_id IS NULL, ('', survey_id, invitation_id), ('user', assumeNotNull(user_id), '')) AS person`,
  'ifNull(score, 0) AS given_score',
  `multiIf(score IS NULL, '', ${isNps}, 'nps', ${isCsat}, 'csat', '') AS scale`,
]);

/**
 * One row an answered invitation, with its latest answer, where it is on a scale that is read: 0 or 1 each for what it
 * counts as. NPS counts the newest answer of each person; who answers without a user id is a person of their own.
 */
export const surveys: IndicatorSource = {
  id: 'surveys',
  topics: ['signals.survey'],
  details: [],
  rows: `SELECT i, as_of, back, csat AS csat_answer, if(csat, score >= 4, 0) AS csat_top_two,
  if(csat, 0, newest_of_person) AS nps_answer,
  if(nps_answer, score >= 9, 0) AS nps_promoter, if(nps_answer, score < 7, 0) AS nps_detractor
FROM (
  SELECT i, as_of, answer.3 AS score, answer.4 = 'csat' AS csat, ${daysBack('answer.1')} AS back,
    row_number() OVER (PARTITION BY i, answer.4, answer.5 ORDER BY answer.1 DESC, answer.2 DESC) = 1 AS newest_of_person
  FROM (
    SELECT i, as_of, argMax((occurred_at, event_id, given_score, scale, person), ${STATE_ORDER}) AS answer
    FROM (${facts})
    WHERE answered
    GROUP BY i, as_of, invitation
  )
  WHERE answer.4 != ''
)`,
};
