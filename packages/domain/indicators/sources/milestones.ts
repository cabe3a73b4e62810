import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';

const facts = factsAsOf('milestones', 'signals.milestone', [
  'plan_id',
  'subject',
  'subject_id',
  'change',
  'due_at',
]);

/**
 * One row a plan, goal or milestone. `done` follows its last planning or outcome (progress and barriers do not reopen
 * it); a missed one is not done. `due_at` is the last one stated.
 */
export const milestones: IndicatorSource = {
  id: 'milestones',
  topics: ['signals.milestone'],
  details: [],
  rows: `SELECT i, as_of, plan_id, toString(subject) AS subject, subject_id,
  argMaxIf(toString(change), ${STATE_ORDER}, change IN ('planned', 'rescheduled', 'reached', 'missed', 'dropped'))
    IN ('reached', 'dropped') AS done,
  argMaxIf((due_at, 1), ${STATE_ORDER}, due_at IS NOT NULL).1 AS due_at
FROM (${facts})
GROUP BY i, as_of, plan_id, subject, subject_id`,
};
