import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('tickets', 'signals.ticket', ['ticket_id', 'change', 'priority']);

/**
 * One row a ticket: its life so far. A ticket is open unless a resolution or closing follows its last opening
 * or reopening; it counts as resolved at the first of those, so that closing it later changes nothing.
 * Its priority is the last one stated.
 */
export const tickets: IndicatorSource = {
  id: 'tickets',
  topics: ['signals.ticket'],
  details: [],
  rows: `SELECT i, as_of, ticket_id, priority, opened_at, resolutions[1] AS resolved_at,
  empty(resolutions) AS open, ${daysBack('resolved_at')} AS resolved_back
FROM (
  SELECT i, as_of, ticket_id,
    argMaxIf(assumeNotNull(priority), ${STATE_ORDER}, priority IS NOT NULL) AS priority,
    minOrNullIf(occurred_at, change = 'opened') AS opened_at,
    arraySort(groupArray((occurred_at, event_id, toString(change)))) AS history,
    arrayLastIndex(h -> h.3 IN ('opened', 'reopened'), history) AS last_opening,
    arrayMap(h -> h.1, arrayFilter(h -> h.3 IN ('resolved', 'closed'), arraySlice(history, last_opening + 1)))
      AS resolutions
  FROM (${facts})
  GROUP BY i, as_of, ticket_id
)`,
};
