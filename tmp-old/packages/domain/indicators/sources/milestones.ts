import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';

const facts = factsAsOf('milestones', [
  '(plan_id, subject, subject_id) AS item',
  `subject = 'milestone' AS is_milestone`,
  `change IN ('planned', 'rescheduled', 'reached', 'missed', 'dropped') AS decides`,
  `change IN ('reached', 'dropped') AS ends`,
  'due_at IS NOT NULL AS dated',
  'assumeNotNull(due_at) AS due',
]);

/**
 * One row a plan, goal or milestone; of the milestones (0 or 1 each) those with a due date, the last one stated, and
 * those overdue. An item is done by its last planning or outcome: progress and barriers do not reopen it, and a missed
 * one is not done.
 */
export const milestones: IndicatorSource = {
  id: 'milestones',
  topics: ['signals.milestone'],
  details: [],
  rows: `SELECT i, as_of, is_milestone AS milestone, if(milestone, has_due, 0) AS dated_milestone,
  if(dated_milestone, if(done, 0, due_at < as_of), 0) AS overdue_milestone
FROM (
  SELECT i, as_of, item, max(is_milestone) AS is_milestone, max(dated) AS has_due,
    argMaxIf(due, ${STATE_ORDER}, dated) AS due_at, argMaxIf(ends, ${STATE_ORDER}, decides) AS done
  FROM (${facts})
  GROUP BY i, as_of, item
)`,
};
