import type { RequestsSQL } from './composer.ts';

/**
 * What each request's account consists of up to as-of's day: `i`, count of facts and sum of receivedAt (as
 * strings), the first day with a fact, and the topics there are facts of. Requests without facts yield no row. Read
 * before values, in a statement of its own, so that an old value never carries a new count.
 */
export function versionsSQL({ relation, accounts }: RequestsSQL): string {
  return `WITH requests AS (${relation})
SELECT r.i AS i, toString(sum(d.facts)) AS facts, toString(sum(toUInt128(d.received_sum))) AS received_sum,
  min(d.day) AS first_day, arraySort(groupUniqArray(d.topic)) AS topics
FROM (
  SELECT tenant_id, account_id, topic, day, facts, received_sum FROM account_days FINAL
  WHERE (tenant_id, account_id) IN ${accounts} AND facts > 0
) AS d
INNER JOIN requests AS r ON r.tenant_id = d.tenant_id AND r.account_id = d.account_id
WHERE d.day <= toDate(r.as_of)
GROUP BY i`;
}

export type VersionRow = readonly [
  i: number,
  facts: string,
  receivedSum: string,
  firstDay: string,
  topics: readonly string[],
];
