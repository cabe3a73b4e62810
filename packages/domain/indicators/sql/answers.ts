import { factsAsOf } from './facts.ts';

const facts = factsAsOf('assessments', 'signals.assessment', [
  'assessment_id',
  'question_id',
  'change',
  'score',
  'choice',
  'scores_event_id',
]);

/** Fields of one event tuple, in order. */
const EVENT = '(occurred_at, event_id, toString(change), assessment_id, score, choice, scores_event_id)';

/**
 * One row a question that was ever answered with a score or a choice: its latest answer, by the time it was given,
 * and whether that answer was withdrawn since. A score that rates an earlier open answer (`scores_event_id`) counts
 * from when that answer was given, once it exists. An open answer without a score changes nothing until it is
 * scored. Withdrawing is per sitting: the answer of another sitting stands; nothing older comes back.
 */
export const CURRENT_ANSWERS = `SELECT i, as_of, question_id, answer.4 AS event_id, answer.5 AS score, answer.6 AS choice,
  arrayExists(e -> e.3 = 'withdrawn' AND (e.4 = answer.7 OR e.4 = answer.8) AND (e.1, e.2) > (answer.1, answer.2), events)
    AS withdrawn
FROM (
  SELECT i, as_of, question_id, arraySort(groupArray(${EVENT})) AS events,
    arrayMap(e -> (e, arrayFirst(g -> g.3 = 'answered' AND g.2 = e.7, events)),
      arrayFilter(e -> e.3 = 'answered' AND (e.5 IS NOT NULL OR e.6 IS NOT NULL), events)) AS scored,
    arrayMap(p -> if(p.2.2 = '',
      (p.1.1, p.1.2, p.1.1, p.1.2, p.1.5, p.1.6, p.1.4, p.1.4),
      (p.2.1, p.2.2, p.1.1, p.1.2, p.1.5, p.1.6, p.1.4, p.2.4)), scored) AS answers,
    arraySort(a -> (a.1, a.3, a.4), answers)[-1] AS answer
  FROM (${facts})
  GROUP BY i, as_of, question_id
  HAVING notEmpty(answers)
)`;
