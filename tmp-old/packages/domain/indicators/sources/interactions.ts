import type { IndicatorSource } from '../source.ts';
import { CURRENT_ANSWERS } from '../sql/answers.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('interactions', [
  'interaction_id',
  `kind IN ('meeting', 'call') AND outcome = 'held' AND staff_role = 'cs' AS met_by_cs`,
]);

/** The assessment question whose choice says how often the customer wishes to be in contact. */
export const WISHED_FREQUENCY_QUESTION = 'wished-contact-frequency';

/**
 * One row an interaction as last reported (`interaction` is 1), and one row (with `wish` set, all else zero) for the
 * wished contact frequency where the account has stated one. `met_by_cs` (0 or 1) are held meetings and calls with
 * customer success.
 */
export const interactions: IndicatorSource = {
  id: 'interactions',
  topics: ['signals.interaction', 'signals.assessment'],
  details: [],
  rows: `SELECT i, as_of, 1 AS interaction, '' AS wish, latest.1 AS met_by_cs, ${daysBack('latest.2')} AS back
FROM (
  SELECT i, as_of, interaction_id, argMax((met_by_cs, occurred_at), ${STATE_ORDER}) AS latest
  FROM (${facts})
  GROUP BY i, as_of, interaction_id
)
UNION ALL
SELECT i, as_of, 0, if(withdrawn, '', ifNull(choice, '')), 0, -1
FROM (${CURRENT_ANSWERS})
WHERE question_id = '${WISHED_FREQUENCY_QUESTION}'`,
};
