import type { IndicatorSource } from '../source.ts';
import { factsAsOf } from '../sql/facts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('contacts', 'signals.contact', ['contact_id', 'change', 'role', 'previous_role']);

const KEY_ROLES = `('champion', 'sponsor')`;
const holds = (e: string) => `(${e}.3 != 'left' AND ${e}.4 IN ${KEY_ROLES})`;

/**
 * One row a contact. `key` says it was ever champion or sponsor; `lost_back` is how many days ago it last ceased to
 * be one, by leaving or changing role, or -1 when it never did or is one again. Where a change of role does not
 * say which one it was before, the contact's event before it does.
 */
export const contacts: IndicatorSource = {
  id: 'contacts',
  topics: ['signals.contact'],
  details: [],
  rows: `SELECT i, as_of, contact_id, key, if(lost = 0 OR lost < held, -1, ${daysBack('history[lost].1')}) AS lost_back
FROM (
  SELECT i, as_of, contact_id,
    arraySort(groupArray((occurred_at, event_id, toString(change), toString(role), toString(ifNull(previous_role, '')))))
      AS history,
    arrayMap((e, n) -> if(e.3 = 'left', e.4, if(e.5 != '', e.5, if(n > 1, history[n - 1].4, ''))),
      history, arrayEnumerate(history)) AS roles_before,
    arrayLastIndex((e, was) -> e.3 IN ('left', 'role-changed') AND NOT ${holds('e')} AND was IN ${KEY_ROLES},
      history, roles_before) AS lost,
    arrayLastIndex(e -> ${holds('e')}, history) AS held,
    arrayExists((e, was) -> e.4 IN ${KEY_ROLES} OR was IN ${KEY_ROLES}, history, roles_before) AS key
  FROM (${facts})
  GROUP BY i, as_of, contact_id
)`,
};
