import { DAY_MS } from '../../time/days.ts';
import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { inWholeDays } from '../sql/window.ts';

/** How long a solution has to hold until it is judged. */
export const SOLUTION_HOLDS_DAYS = 7;
/** The whole days over which opened tickets are counted. */
export const OPENED_WINDOW_DAYS = 90;
const ITEMS_MAX = 100;

const facts = factsAsOf('tickets', [
  'ticket_id',
  'priority',
  'category',
  'feature',
  'contacts IS NOT NULL AS states_contacts',
  'ifNull(contacts, 0) AS stated_contacts',
  `multiIf(change = 'opened', 'o', change = 'reopened', 'r', change IN ('resolved', 'closed'), 's',
    change = 'replied', if(actor = 'agent', 'a', '-'), '-') AS step`,
  `change = 'opened' AS opened`,
  `change = 'replied' AS reply`,
  `change = 'escalated' AS escalation`,
]);

const lastStated = (column: string) =>
  `argMaxIf(assumeNotNull(${column}), ${STATE_ORDER}, ${column} IS NOT NULL)`;
const HOLDS_MS = SOLUTION_HOLDS_DAYS * DAY_MS;
const backIf = (known: string, ms: string) =>
  `if(${known}, intDiv(as_of_ms, ${DAY_MS}) - intDiv(${ms}, ${DAY_MS}), NULL)`;
export const openedRecently = inWholeDays(OPENED_WINDOW_DAYS, 'opened_back');

/**
 * One row a ticket, its life so far. `steps` spells it in order of time: (o)pened, (r)eopened, (s)olved by a resolution
 * or a closing, replied to by an (a)gent; `…_n` is the place of a step in it, 0 for none. 0 or 1 each:
 * - `open_urgent`: no solution follows the last opening or reopening. `since_ms` is the opening that followed the last
 *   solution; where none was seen, the first thing heard of the ticket.
 * - `solved`: one does, and the ticket's opening was seen. `resolution_ms` runs from the first opening to the solution
 *   that stands, the first since the last opening: closing it later changes nothing.
 * - `once_solved`: a solution follows the first opening, whether it stands or not; `reopened`: and an opening that.
 *   `judged`: it has had its days to hold, and `first_contact`: it held, after at most one reply by an agent; where no
 *   reply was sent, the stated number of contacts counts.
 * - `responded`: an agent replied after the first opening.
 * Priority, category, feature and contacts are the last ones stated.
 */
export const tickets: IndicatorSource = {
  id: 'tickets',
  reads: {
    'signals.ticket': ['ticketId', 'change', 'actor', 'priority', 'category', 'feature', 'contacts'],
  },
  details: [
    {
      id: 'ticketsOpened',
      use: 'facet',
      value: `toJSONString([{{sumIf(was_opened, ${openedRecently})}}, {{sumIf(defect, ${openedRecently})}}, {{sumIf(how_to, ${openedRecently})}}, {{sum(categorised)}}])`,
    },
    {
      id: 'ticketCategories',
      use: 'list',
      value: `toJSONString(arraySlice(arraySort(c -> (-c.3, c.1, c.2), arrayMap((key, n) -> (key.1, key.2, toInt32(n)),
  {{sumMapIf([(category, feature)], [1], if(categorised, ${openedRecently}, 0))}}.1,
  {{sumMapIf([(category, feature)], [1], if(categorised, ${openedRecently}, 0))}}.2)), 1, ${ITEMS_MAX}))`,
    },
    {
      id: 'ticketsUrgent',
      use: 'list',
      value: `toJSONString(arraySlice(arraySort({{groupArrayIf((since_ms, ticket_id, category, feature), open_urgent)}}), 1, ${ITEMS_MAX}))`,
    },
  ],
  rows: `SELECT i, as_of, ticket_id, category, feature, was_opened, ${backIf('was_opened', 'opened_ms')} AS opened_back,
  if(was_opened, category != '', 0) AS categorised, if(was_opened, category = 'defect', 0) AS defect,
  if(was_opened, category IN ('how-to', 'usability'), 0) AS how_to,
  if(solved_n = 0, priority = 'urgent', 0) AS open_urgent, times[greatest(spell_n, 1)] AS since_ms,
  if(open_urgent, as_of_ms - since_ms, 0) AS urgent_ms,
  if(solved_n = 0, 0, was_opened) AS solved, times[solved_n] - opened_ms AS resolution_ms,
  ${backIf('solved', 'times[solved_n]')} AS resolved_back,
  once_n > 0 AS once_solved, times[once_n] - opened_ms AS first_resolution_ms, ${backIf('once_n > 0', 'times[once_n]')} AS once_back,
  again_n > 0 AS reopened, if(once_n > 0, as_of_ms - times[once_n] >= ${HOLDS_MS}, 0) AS judged,
  if(again_n > 0, times[again_n] - times[once_n] > ${HOLDS_MS}, judged) AS held,
  if(held, if(replied, toInt64(countSubstrings(left(steps, once_n), 'a')), contacts) <= 1, 0) AS first_contact,
  replied OR contacts_stated AS contacts_known,
  response_n > 0 AS responded, times[response_n] - opened_ms AS response_ms,
  ${backIf('response_n > 0', 'times[response_n]')} AS responded_back,
  escalated, ${backIf('escalated', 'escalated_ms')} AS escalated_back
FROM (
  SELECT * EXCEPT (history), arrayMap(h -> h.1, history) AS times, arrayStringConcat(arrayMap(h -> h.3, history)) AS steps,
    position(steps, 's', length(extract(steps, '^.*[or]')) + 1) AS solved_n,
    length(extract(steps, '^(?:.*s)?[^or]*[or]')) AS spell_n, length(extract(steps, '^[^o]*o[^s]*s')) AS once_n,
    length(extract(steps, '^[^o]*o[^s]*s[^or]*[or]')) AS again_n, length(extract(steps, '^[^o]*o[^a]*a')) AS response_n
  FROM (
    SELECT i, as_of, toUnixTimestamp64Milli(as_of) AS as_of_ms, ticket_id,
      ${lastStated('priority')} AS priority, ${lastStated('category')} AS category, ${lastStated('feature')} AS feature,
      argMaxIf(stated_contacts, ${STATE_ORDER}, states_contacts) AS contacts, max(states_contacts) AS contacts_stated,
      max(opened) AS was_opened, toUnixTimestamp64Milli(minIf(occurred_at, opened)) AS opened_ms,
      max(reply) AS replied, max(escalation) AS escalated,
      toUnixTimestamp64Milli(maxIf(occurred_at, escalation)) AS escalated_ms,
      arraySort(groupArray((toUnixTimestamp64Milli(occurred_at), event_id, step))) AS history
    FROM (${facts})
    GROUP BY i, as_of, ticket_id
  )
)`,
};
