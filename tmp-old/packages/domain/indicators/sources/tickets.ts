import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('tickets', [
  'ticket_id',
  'priority',
  'toString(change) AS what',
  `change = 'opened' AS opened`,
]);

/**
 * One row a ticket: its life so far. A ticket is open unless a resolution or closing follows its last opening
 * or reopening; it counts as resolved at the first of those, so that closing it later changes nothing.
 * Its priority is the last one stated. `solved` (0 or 1) tickets are resolved and their opening was seen.
 */
export const tickets: IndicatorSource = {
  id: 'tickets',
  topics: ['signals.ticket'],
  details: [],
  rows: `SELECT i, as_of, ticket_id, if(empty(resolutions), priority = 'urgent', 0) AS open_urgent,
  if(empty(resolutions), 0, was_opened) AS solved,
  if(solved, ${daysBack('resolutions[1]')}, NULL) AS resolved_back,
  if(solved, toUnixTimestamp64Milli(resolutions[1]) - toUnixTimestamp64Milli(opened_at), 0) AS resolution_ms
FROM (
  SELECT i, as_of, ticket_id, priority, was_opened, opened_at,
    arrayMap(h -> h.1, arrayFilter(h -> h.3 IN ('resolved', 'closed'),
      arraySlice(history, arrayLastIndex(h -> h.3 IN ('opened', 'reopened'), history) + 1))) AS resolutions
  FROM (
    SELECT i, as_of, ticket_id,
      argMaxIf(assumeNotNull(priority), ${STATE_ORDER}, priority IS NOT NULL) AS priority,
      max(opened) AS was_opened, minIf(occurred_at, opened) AS opened_at,
      arraySort(groupArray((occurred_at, event_id, what))) AS history
    FROM (${facts})
    GROUP BY i, as_of, ticket_id
  )
)`,
};
