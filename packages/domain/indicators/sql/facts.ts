/** Stands for the (tenant_id, account_id) asked about: tuples, or a SELECT of them. */
export const ASKED_ACCOUNTS = ':accounts';

/**
 * The one way a state source reads its facts: the last received copy of each fact, as a whole row, that had
 * happened by as-of. `columns` are names or `expression AS name` over the table's columns; conditions are cheapest
 * to state here.
 */
export function factsAsOf(table: string, columns: readonly string[]): string {
  const read = `tenant_id, account_id, event_id, occurred_at, ${columns.join(', ')}`;
  return `SELECT i, as_of, occurred_at, event_id, ${columns.map(nameOf).join(', ')}
FROM (${lastReceived(table, read, `(tenant_id, account_id) IN ${ASKED_ACCOUNTS}`)}) AS f
INNER JOIN requests USING (tenant_id, account_id)
WHERE occurred_at <= as_of`;
}

function nameOf(column: string): string {
  return column.split(' AS ').at(-1)!;
}

/** Of conflicting copies the last received wins, whole rows: `ver` is receivedAt, then a hash of the row. */
function lastReceived(table: string, columns: string, where: string): string {
  return `SELECT ${columns} FROM ${table} WHERE ${where}
ORDER BY ver DESC LIMIT 1 BY tenant_id, day, account_id, event_id`;
}

/** Order of state: by the time it happened, then by id, so that two readers never disagree. */
export const STATE_ORDER = '(occurred_at, event_id)';
