import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { SENTIMENT_MILLI, textHash, withReadings } from '../sql/texts.ts';
import { daysBack } from '../sql/window.ts';

/** Days that the lists behind NPS and text sentiment look back over, as their values do. */
export const WHYS_DAYS = 180;
export const THEMES_DAYS = 90;
/** Days of feedback that nobody asked for. */
export const FEEDBACK_DAYS = 90;
/** Answers of so many days are compared with those of as many days before. */
export const TREND_DAYS = 90;
/** So long an invitation may wait for its answer before it counts as sent in vain. */
export const ANSWER_DAYS = 7;
const WHYS_MAX = 100;
const TEXTS_MAX = 500;
const COUNTS_MAX = 200;

const isNps = `kind = 'nps' AND ifNull(scale_min, 0) IN (0, 1) AND ifNull(scale_max, 10) = 10`;
const isCsat = `kind = 'csat' AND ifNull(scale_min, 1) = 1 AND ifNull(scale_max, 5) = 5`;

const isCes = `kind = 'ces' AND ifNull(scale_min, 1) = 1 AND ifNull(scale_max, 7) = 7`;

const facts = factsAsOf('surveys', [
  `change = 'answered' AS answered`,
  `change = 'sent' AS sending`,
  'toString(channel) AS channel',
  `ifNull(toString(occasion), if(ticket_id IS NULL, '', 'after-ticket')) AS occasion`,
  '(survey_id, invitation_id) AS invitation',
  `if(user_id IS NULL, ('', survey_id, invitation_id), ('user', assumeNotNull(user_id), '')) AS person`,
  'ifNull(score, 0) AS given_score',
  `multiIf(kind = 'feedback', 'feedback', score IS NULL, '', ${isNps}, 'nps', ${isCsat}, 'csat', ${isCes}, 'ces', '') AS scale`,
  `if(reason IS NULL, 0, ${textHash('reason', 'language')}) AS text_hash`,
  `ifNull(reason, '') AS words`,
]);

const said = `if(nps_answer, trimBoth(words) != '' AND back < ${WHYS_DAYS}, 0)`;
const feedbackSaid = `if(feedback, trimBoth(words) != '' AND back < ${FEEDBACK_DAYS}, 0)`;
/** How many answers of the last {@link TREND_DAYS} and as many days before, by scale, channel, period and standing. */
const answerCounts = '{{sumMapIf([(scale, channel, period, standing)], [1], period < 2)}}';
const recentText = `if(text_read, back < ${THEMES_DAYS}, 0)`;

/**
 * One row an invitation, with its latest answer: 0 or 1 each for what it counts as, on the scales that are read. NPS
 * counts the newest answer of each person; who answers without a user id is a person of their own. Feedback is an answer
 * that nobody asked for. Where its open text could be read, `text_read` is 1 and `text_milli` the sentiment in thousandths.
 * Only lists read `words`. `invited`: it was sent, for the first time `sent_back` days ago, and could be answered since;
 * `responded`: and was. An answer to what was never seen to be sent is neither. `period` is 0 for a recent answer, 1 for an
 * earlier one; `standing` is 1 where it is satisfied, -1 where it is dissatisfied.
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
      'channel',
      'occasion',
      'ticketId',
    ],
  },
  details: [
    {
      id: 'answerCounts',
      use: 'facet',
      value: `toJSONString(arraySlice(arrayZip(${answerCounts}.1, ${answerCounts}.2), 1, ${COUNTS_MAX}))`,
    },
    {
      id: 'feedbackTexts',
      use: 'list',
      value: `toJSONString({{arraySlice(arraySort(groupArrayIf((-said_ms, channel, words), ${feedbackSaid})), 1, ${WHYS_MAX})}})`,
    },
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
  if(csat, occasion = 'after-ticket', 0) AS ticket_answer, if(csat_top_two, ticket_answer, 0) AS ticket_top_two,
  if(csat, occasion = 'periodic', 0) AS periodic_answer, if(csat_top_two, periodic_answer, 0) AS periodic_top_two,
  if(scale = 'nps', newest_of_person, 0) AS nps_answer,
  if(nps_answer, score >= 9, 0) AS nps_promoter, if(nps_answer, score < 7, 0) AS nps_detractor,
  scale = 'ces' AS ces_answer, if(ces_answer, toInt64(round(score * 1000)), 0) AS ces_milli, scale = 'feedback' AS feedback,
  if(scale = '', 2, intDiv(back, ${TREND_DAYS})) AS period,
  toInt8(score >= transform(scale, ['nps', 'csat', 'ces'], [9, 4, 5], 1e9)) -
    toInt8(score < transform(scale, ['nps', 'csat', 'ces'], [7, 3, 4], -1e9)) AS standing,
  was_sent, invited, if(invited, was_answered, 0) AS responded, sent_back,
  sentiment IS NOT NULL AS text_read, ifNull(${SENTIMENT_MILLI}, 0) AS text_milli,
  scale, channel, score, said_ms, words, themes
FROM ${withReadings(`
  SELECT i, as_of, answer.3 AS score, answer.4 AS scale, scale = 'csat' AS csat, answer.6 AS text_hash,
    answer.7 AS channel, answer.8 AS occasion, was_answered, was_sent, ${daysBack('sent_at')} AS sent_back,
    if(was_sent, sent_at <= as_of - INTERVAL ${ANSWER_DAYS} DAY, 0) AS invited,
    ${daysBack('answer.1')} AS back, toUnixTimestamp64Milli(answer.1) AS said_ms, words,
    row_number() OVER (PARTITION BY i, answer.4, answer.5 ORDER BY answer.1 DESC, answer.2 DESC) = 1 AS newest_of_person
  FROM (
    SELECT i, as_of, argMaxIf((occurred_at, event_id, given_score, scale, person, text_hash, channel, occasion),
        ${STATE_ORDER}, answered) AS answer,
      argMaxIf(words, ${STATE_ORDER}, answered) AS words,
      max(answered) AS was_answered, max(sending) AS was_sent, minIf(occurred_at, sending) AS sent_at
    FROM (${facts})
    GROUP BY i, as_of, invitation
  )`)}`,
};
