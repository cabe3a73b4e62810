import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const KEY_ROLES = `('champion', 'sponsor')`;
const GONE_MAX = 200;
const KNOWN_MAX = 500;
const facts = factsAsOf('contacts', [
  'contact_id',
  `change != 'joined' AS may_lose`,
  `if(change = 'left', 0, role IN ${KEY_ROLES}) AS holds`,
  'toString(role) AS role_now',
  `if(change = 'left', toString(role), ifNull(toString(previous_role), '')) AS role_before`,
  `change = 'left' AS leaves`,
  'department IS NOT NULL AS placed',
  'toString(assumeNotNull(department)) AS department',
]);

/**
 * One row a contact. `key_contact` (0 or 1) was ever champion or sponsor; `lost` (0 or 1) ceased to be one, by leaving
 * or changing role, and is none again, `lost_back` days ago. Where a change of role does not say which one it was
 * before, the contact's event before it does. `gone` (0 or 1) has left, by the last event; `role` and `department` are the
 * last stated.
 */
export const contacts: IndicatorSource = {
  id: 'contacts',
  reads: { 'signals.contact': ['contactId', 'change', 'role', 'previousRole', 'department'] },
  details: [
    {
      id: 'contactsGone',
      use: 'facet',
      value: `toJSONString(arraySlice({{arraySort(groupArrayIf(contact_id, gone))}}, 1, ${GONE_MAX}))`,
    },
    {
      id: 'contactsPresent',
      use: 'facet',
      value: `toJSONString(arraySlice({{arraySort(groupArrayIf(contact_id, NOT gone))}}, 1, ${KNOWN_MAX}))`,
    },
    {
      id: 'contactBook',
      use: 'list',
      value: `toJSONString(arraySlice({{arraySort(groupArrayIf((contact_id, role, department), NOT gone))}}, 1, ${KNOWN_MAX}))`,
    },
  ],
  rows: `SELECT i, as_of, contact_id, last.1 AS gone, last.2 AS role, department, if(notEmpty(events), loss_at > holds_at, 0) AS lost,
  if(lost, ${daysBack('events[loss_at].1')}, -1) AS lost_back,
  if(loss_at > 0, 1, holds_at > 0 OR ever_key) AS key_contact
FROM (
  SELECT i, as_of, contact_id, last, department, events, arrayLastIndex(e -> e.4, events) AS holds_at,
    arrayLastIndex((e, was) -> if(e.4, 0, if(e.3, was IN ${KEY_ROLES}, 0)), events, roles_before) AS loss_at,
    arrayExists((e, was) -> e.5 IN ${KEY_ROLES} OR was IN ${KEY_ROLES}, events, roles_before) AS ever_key
  FROM (
    SELECT i, as_of, contact_id, last, department, events, arrayMap((e, n) -> if(e.6 != '' OR n = 1, e.6, events[n - 1].5),
      events, arrayEnumerate(events)) AS roles_before
    FROM (
      SELECT i, as_of, contact_id, argMax((leaves, role_now), ${STATE_ORDER}) AS last,
        argMaxIf(department, ${STATE_ORDER}, placed) AS department,
        arraySort(groupArray((occurred_at, event_id, may_lose, holds, role_now, role_before))) AS events
      FROM (${facts})
      GROUP BY i, as_of, contact_id
    )
  )
)`,
};
