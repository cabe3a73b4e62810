import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

/** Progress is summed in ten-thousandths, as integers: the order of addition cannot matter. */
export const UNITS_PER_PROGRESS = 10_000;
const ITEMS_MAX = 100;
const TITLE_LENGTH_MAX = 80;

const facts = factsAsOf('milestones', [
  'plan_id',
  '(plan_id, subject, subject_id) AS item',
  'toString(subject) AS kind',
  'title',
  'goal_id IS NOT NULL AS names_goal',
  'assumeNotNull(goal_id) AS goal_named',
  'notEmpty(features) AS names_features',
  'features AS served_by',
  `change IN ('planned', 'rescheduled', 'reached', 'missed', 'dropped') AS decides`,
  `(change IN ('reached', 'dropped'), change = 'reached') AS outcome`,
  `change = 'reached' AS reaches`,
  `if(decides, change != 'reached', 0) AS undoes`,
  'due_at IS NOT NULL AS dated',
  'assumeNotNull(due_at) AS due',
  'progress IS NOT NULL AS measured',
  `toInt64(floor(ifNull(progress, 0) * ${UNITS_PER_PROGRESS} + 0.5)) AS units`,
  `change IN ('blocked', 'unblocked') AS bars`,
  `(change = 'blocked', ifNull(barrier, ''), occurred_at) AS bar`,
]);

/**
 * One row a plan, goal or milestone; conditions are 0 or 1. It is `open` until its last planning or outcome is that it
 * was reached or dropped: progress and barriers do not reopen it, and a missed one is open. Of open goals those that
 * say how far they are, with `progress_units` in ten-thousandths; of open goals and milestones those `blocked`, by
 * `barrier`. Of the milestones those with a due date, the last one stated, those overdue, and those that were `due`
 * `due_back` days ago and not dropped, with those reached by then: when that was
 * first said, as saying it again does not make it later.
 * `goal_due` is when an open goal is due, far ahead where nobody said, with its title and plan.
 * `closes` is the plan, or the goal in it, that is no longer open; `serving` the features last named for an open item,
 * with the plan and goal it belongs to ('' for none).
 */
export const milestones: IndicatorSource = {
  id: 'milestones',
  reads: {
    'signals.milestone': [
      'planId',
      'subject',
      'subjectId',
      'title',
      'change',
      'dueAt',
      'progress',
      'barrier',
      'goalId',
      'features',
    ],
  },
  details: [
    {
      id: 'barriers',
      use: 'list',
      value: `toJSONString({{arraySlice(arraySort(groupArrayIf((title, barrier, toUnixTimestamp64Milli(blocked_at)), blocked)), 1, ${ITEMS_MAX})}})`,
    },
    {
      id: 'goalFeatures',
      use: 'facet',
      value: `toJSONString(arraySlice(arraySort(arrayDistinct(arrayFlatten(arrayMap(s -> s.3, arrayFilter(
  s -> NOT hasAny({{groupUniqArrayIf(closes, closing)}}, [(s.1, ''), (s.1, s.2)]),
  {{groupArrayIf(serving, serves)}}))))), 1, ${ITEMS_MAX}))`,
    },
    {
      id: 'nextGoal',
      use: 'facet',
      value: `toJSONString(arrayElement(arraySort(arrayFilter(g -> NOT has({{groupUniqArrayIf(closes, closing)}}, (g.3, '')),
  {{groupArrayIf(goal_due, open_goal)}})), 1).2)`,
    },
  ],
  rows: `SELECT i, as_of, plan_id, title, milestone, open, if(kind = 'plan', NOT open, 0) AS ended_plan,
  kind = 'goal' AS goal, if(goal, if(open, has_progress, 0), 0) AS measured_goal,
  if(measured_goal, progress_units, 0) AS progress_units,
  kind != 'plan' AS step, if(step, open, 0) AS open_step, if(open_step, bar.1, 0) AS blocked, bar.2 AS barrier, bar.3 AS blocked_at,
  if(milestone, has_due, 0) AS dated_milestone, if(dated_milestone, due_at < as_of, 0) AS past,
  if(past, open, 0) AS overdue_milestone, if(past, open OR reached, 0) AS due_milestone,
  if(due_milestone, if(reached, reached_at <= due_at, 0), 0) AS on_time_milestone,
  if(due_milestone, ${daysBack('due_at')}, -1) AS due_back,
  if(milestone, 0, NOT open) AS closing, (plan_id, multiIf(kind = 'plan', '', kind = 'goal', item.3, its_goal)) AS closes,
  if(goal, open, 0) AS open_goal,
  (if(has_due, toUnixTimestamp64Milli(due_at), ${Number.MAX_SAFE_INTEGER}), leftUTF8(title, ${TITLE_LENGTH_MAX}), plan_id) AS goal_due,
  open AND has_features AS serves, (closes.1, closes.2, features) AS serving
FROM (
  SELECT i, as_of, item, any(plan_id) AS plan_id, any(kind) AS kind, kind = 'milestone' AS milestone,
    argMax(title, ${STATE_ORDER}) AS title,
    max(dated) AS has_due, argMaxIf(due, ${STATE_ORDER}, dated) AS due_at,
    argMaxIf(outcome, ${STATE_ORDER}, decides) AS outcome, NOT outcome.1 AS open, outcome.2 AS reached,
    maxIf(${STATE_ORDER}, undoes) AS undone,
    arrayFirst(r -> r > undone, arraySort(groupArrayIf(${STATE_ORDER}, reaches))).1 AS reached_at,
    max(measured) AS has_progress, argMaxIf(units, ${STATE_ORDER}, measured) AS progress_units,
    argMaxIf(bar, ${STATE_ORDER}, bars) AS bar,
    argMaxIf(goal_named, ${STATE_ORDER}, names_goal) AS its_goal, max(names_features) AS has_features,
    argMaxIf(served_by, ${STATE_ORDER}, names_features) AS features
  FROM (${facts})
  GROUP BY i, as_of, item
)`,
};
