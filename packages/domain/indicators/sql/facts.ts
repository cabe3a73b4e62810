/**
 * The one way a state source reads its facts: the last received copy of each fact, as a whole row, that had
 * happened by as-of. `account_days` says on which days an account has facts of the topic, which turns a scan of
 * the tenant into a few look-ups by the table's own order.
 */
export function factsAsOf(table: string, topic: string, columns: readonly string[]): string {
  const list = columns.join(', ');
  return `SELECT r.i AS i, r.as_of AS as_of, f.occurred_at AS occurred_at, f.event_id AS event_id, ${columns
    .map((c) => `f.${c} AS ${c}`)
    .join(', ')}
FROM (${lastReceived(table, `tenant_id, account_id, event_id, occurred_at, ${list}`, daysWithFacts(topic))}) AS f
INNER JOIN requests AS r ON r.tenant_id = f.tenant_id AND r.account_id = f.account_id
WHERE f.occurred_at <= r.as_of`;
}

/** Of conflicting copies the last received wins, whole rows: `ver` is receivedAt, then a hash of the row. */
export function lastReceived(table: string, columns: string, where: string): string {
  return `SELECT ${columns} FROM ${table} WHERE ${where}
ORDER BY ver DESC LIMIT 1 BY tenant_id, day, account_id, event_id`;
}

function daysWithFacts(topic: string): string {
  return `(tenant_id, day, account_id) IN (
  SELECT tenant_id, day, account_id FROM account_days
  WHERE (tenant_id, account_id) IN (SELECT tenant_id, account_id FROM requests) AND topic = '${topic}' AND facts > 0)`;
}

/** Order of state: by the time it happened, then by id, so that two readers never disagree. */
export const STATE_ORDER = '(occurred_at, event_id)';
