import type { IndicatorSource } from '../source.ts';
import { CURRENT_ANSWERS } from '../sql/answers.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('interactions', 'signals.interaction', [
  'interaction_id',
  'kind',
  'staff_role',
  'outcome',
]);

/** The assessment question whose choice says how often the customer wishes to be in contact. */
export const WISHED_FREQUENCY_QUESTION = 'wished-contact-frequency';

/**
 * One row an interaction as last reported, and one row (with `wish` set, all else empty) for the wished contact
 * frequency where the account has stated one.
 */
export const interactions: IndicatorSource = {
  id: 'interactions',
  topics: ['signals.interaction', 'signals.assessment'],
  details: [],
  rows: `SELECT i, as_of, 1 AS interaction, '' AS wish, latest.1 AS kind, latest.2 AS staff_role, latest.3 AS outcome,
  ${daysBack('latest.4')} AS back
FROM (
  SELECT i, as_of, interaction_id,
    argMax((toString(kind), toString(staff_role), toString(outcome), occurred_at), ${STATE_ORDER}) AS latest
  FROM (${facts})
  GROUP BY i, as_of, interaction_id
)
UNION ALL
SELECT i, as_of, 0, ifNull(choice, ''), '', '', '', -1
FROM (${CURRENT_ANSWERS})
WHERE question_id = '${WISHED_FREQUENCY_QUESTION}' AND NOT withdrawn`,
};
