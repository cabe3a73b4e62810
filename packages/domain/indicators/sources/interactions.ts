import type { IndicatorSource } from '../source.ts';
import { CURRENT_ANSWERS, CURRENT_ANSWERS_READ } from '../sql/answers.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { SENTIMENT_MILLI, textHash, withReadings } from '../sql/texts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('interactions', [
  'interaction_id',
  `kind IN ('meeting', 'call') AND outcome = 'held' AND staff_role = 'cs' AS met_by_cs`,
  `multiIf(lower(tone) = 'positive', 1000, lower(tone) = 'neutral', 0, lower(tone) = 'negative', -1000, NULL) AS stated_milli`,
  `if(note IS NULL, 0, ${textHash('note')}) AS text_hash`,
]);

/** The assessment question whose choice says how often the customer wishes to be in contact. */
export const WISHED_FREQUENCY_QUESTION = 'wished-contact-frequency';

/**
 * One row an interaction as last reported (`interaction` is 1), and one row (with `wish` set, all else zero) for the
 * wished contact frequency where the account has stated one. `met_by_cs` (0 or 1) are held meetings and calls with
 * customer success. Where `tone_known` is 1, `tone_milli` is the tone, -1000 to 1000: the one stated, if it is positive,
 * neutral or negative, else the sentiment of the note.
 */
export const interactions: IndicatorSource = {
  id: 'interactions',
  reads: {
    'signals.interaction': ['interactionId', 'kind', 'outcome', 'staffRole', 'tone', 'note'],
    'signals.assessment': CURRENT_ANSWERS_READ,
  },
  details: [],
  rows: `SELECT i, as_of, 1 AS interaction, '' AS wish, met_by_cs, back,
  tone IS NOT NULL AS tone_known, ifNull(tone, 0) AS tone_milli
FROM (
  SELECT i, as_of, met_by_cs, back, coalesce(stated_milli, ${SENTIMENT_MILLI}) AS tone
  FROM ${withReadings(`
    SELECT i, as_of, latest.1 AS met_by_cs, ${daysBack('latest.2')} AS back, latest.3 AS stated_milli, latest.4 AS text_hash
    FROM (
      SELECT i, as_of, argMax((met_by_cs, occurred_at, stated_milli, text_hash), ${STATE_ORDER}) AS latest
      FROM (${facts})
      GROUP BY i, as_of, interaction_id
    )`)}
)
UNION ALL
SELECT i, as_of, 0, if(withdrawn, '', ifNull(choice, '')), 0, -1, 0, 0
FROM (${CURRENT_ANSWERS})
WHERE question_id = '${WISHED_FREQUENCY_QUESTION}'`,
};
