import { factsAsOf } from './facts.ts';

/** An event is (when, id, sitting): in that order it compares. */
const facts = factsAsOf('assessments', [
  'question_id',
  '(occurred_at, event_id, assessment_id) AS event',
  `change = 'answered' AS answered`,
  `change = 'withdrawn' AS withdrawal`,
  `if(answered, score IS NOT NULL OR choice IS NOT NULL, 0) AS speaks`,
  `(ifNull(scores_event_id, ''), (occurred_at, event_id, assessment_id), score, choice) AS answer`,
]);

/**
 * One row a question that was ever answered with a score or a choice: its latest answer, by the time it was given,
 * and whether that answer was withdrawn since. A score that rates an earlier open answer (`scores_event_id`) counts
 * from when that answer was given, once it exists. An open answer without a score changes nothing until it is
 * scored. Withdrawing is per sitting: the answer of another sitting stands; nothing older comes back.
 */
export const CURRENT_ANSWERS = `SELECT i, as_of, question_id, latest.2.2 AS event_id, latest.3 AS score, latest.4 AS choice,
  arrayExists(w -> if(w > latest.1, w.3 IN (latest.1.3, latest.2.3), 0), withdrawals) AS withdrawn
FROM (
  SELECT i, as_of, question_id, withdrawals, arraySort(a -> (a.1, a.2),
    arrayMap(a -> (if(has(given.2, a.1), given[indexOf(given.2, a.1)], a.2), a.2, a.3, a.4), answers))[-1] AS latest
  FROM (
    SELECT i, as_of, question_id, groupArrayIf(event, withdrawal) AS withdrawals,
      arraySort(groupArrayIf(event, answered)) AS given, groupArrayIf(answer, speaks) AS answers
    FROM (${facts})
    GROUP BY i, as_of, question_id
    HAVING notEmpty(answers)
  )
)`;
