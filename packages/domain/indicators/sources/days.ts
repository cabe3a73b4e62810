import type { IndicatorSource } from '../source.ts';

/**
 * The account's buckets of telemetry, one row a topic and day, up to as-of's day. `back` counts days back from
 * as-of's day.
 */
export const days: IndicatorSource = {
  id: 'days',
  topics: ['signals.login', 'signals.feature-use'],
  details: [],
  rows: `SELECT r.i AS i, r.as_of AS as_of, toInt32(toDate(r.as_of)) - toInt32(d.day) AS back,
  d.topic AS topic, d.seen AS seen, d.identified AS identified, d.users AS users, d.logins AS logins, d.uses AS uses,
  d.features AS features
FROM (
  SELECT tenant_id, account_id, topic, day, seen, identified, users, logins, uses, features
  FROM account_days FINAL
  WHERE (tenant_id, account_id) IN (SELECT tenant_id, account_id FROM requests)
    AND topic IN ('signals.login', 'signals.feature-use') AND facts > 0
) AS d
INNER JOIN requests AS r ON r.tenant_id = d.tenant_id AND r.account_id = d.account_id
WHERE d.day <= toDate(r.as_of)`,
};
