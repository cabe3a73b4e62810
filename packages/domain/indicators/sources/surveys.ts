import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { SENTIMENT_MILLI, textHash, withReadings } from '../sql/texts.ts';
import { daysBack } from '../sql/window.ts';

/** Days that the lists behind NPS and text sentiment look back over, as their values do. */
export const WHYS_DAYS = 180;
export const THEMES_DAYS = 90;
const WHYS_MAX = 100;
const TEXTS_MAX = 500;

const isNps = `kind = 'nps' AND ifNull(scale_min, 0) IN (0, 1) AND ifNull(scale_max, 10) = 10`;
const isCsat = `kind = 'csat' AND ifNull(scale_min, 1) = 1 AND ifNull(scale_max, 5) = 5`;

const facts = factsAsOf('surveys', [
  `change = 'answered' AS answered`,
  '(survey_id, invitation_id) AS invitation',
  `if(user_id IS NULL, ('', survey_id, invitation_id), ('user', assumeNotNull(user_id), '')) AS person`,
  'ifNull(score, 0) AS given_score',
  `multiIf(score IS NULL, '', ${isNps}, 'nps', ${isCsat}, 'csat', '') AS scale`,
  `if(reason IS NULL, 0, ${textHash('reason', 'language')}) AS text_hash`,
  `ifNull(reason, '') AS words`,
]);

const said = `if(nps_answer, trimBoth(words) != '' AND back < ${WHYS_DAYS}, 0)`;
const recentText = `if(text_read, back < ${THEMES_DAYS}, 0)`;

/**
 * One row an answered invitation, with its latest answer: 0 or 1 each for what it counts as, on the scales that are
 * read. NPS counts the newest answer of each person; who answers without a user id is a person of their own. Where its
 * open text could be read, `text_read` is 1 and `text_milli` the sentiment in thousandths. Only lists read `words`.
 */
export const surveys: IndicatorSource = {
  id: 'surveys',
  reads: {
    'signals.survey': [
      'surveyId',
      'invitationId',
      'change',
      'kind',
      'score',
      'scaleMin',
      'scaleMax',
      'userId',
      'reason',
      'language',
    ],
  },
  details: [
    {
      id: 'npsWhys',
      use: 'list',
      value: `toJSONString({{arraySlice(arraySort(groupArrayIf((nps_promoter - nps_detractor, -said_ms, score, words), ${said})), 1, ${WHYS_MAX})}})`,
    },
    {
      id: 'textThemes',
      use: 'list',
      value: `toJSONString({{arraySlice(arraySort(groupArrayIf((-said_ms, text_milli, themes), ${recentText})), 1, ${TEXTS_MAX})}})`,
    },
  ],
  rows: `SELECT i, as_of, back, csat AS csat_answer, if(csat, score >= 4, 0) AS csat_top_two,
  if(scale = 'nps', newest_of_person, 0) AS nps_answer,
  if(nps_answer, score >= 9, 0) AS nps_promoter, if(nps_answer, score < 7, 0) AS nps_detractor,
  sentiment IS NOT NULL AS text_read, ifNull(${SENTIMENT_MILLI}, 0) AS text_milli,
  score, said_ms, words, themes
FROM ${withReadings(`
  SELECT i, as_of, answer.3 AS score, answer.4 AS scale, scale = 'csat' AS csat, answer.6 AS text_hash,
    ${daysBack('answer.1')} AS back, toUnixTimestamp64Milli(answer.1) AS said_ms, words,
    row_number() OVER (PARTITION BY i, answer.4, answer.5 ORDER BY answer.1 DESC, answer.2 DESC) = 1 AS newest_of_person
  FROM (
    SELECT i, as_of, argMax((occurred_at, event_id, given_score, scale, person, text_hash), ${STATE_ORDER}) AS answer,
      argMax(words, ${STATE_ORDER}) AS words
    FROM (${facts})
    WHERE answered
    GROUP BY i, as_of, invitation
  )`)}`,
};
