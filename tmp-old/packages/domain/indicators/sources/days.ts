import type { IndicatorSource } from '../source.ts';
import { ASKED_ACCOUNTS } from '../sql/facts.ts';

/** The days compared with the baseline: as many as a fortnight's rhythm has. */
export const RECENT_DAYS = 14;
export const BASELINE_WEEKS_MAX = 12;

/**
 * The account's buckets of telemetry, one row a topic and day, up to as-of's day. `back` counts days back from
 * as-of's day. `week_back` counts the baseline's weeks from its newest, 0; the day that ends the recent days belongs
 * to them by a share, so the baseline starts on the day before it.
 */
export const days: IndicatorSource = {
  id: 'days',
  topics: ['signals.login', 'signals.feature-use'],
  details: [],
  rows: `SELECT i, as_of, toInt32(toDate(as_of)) - toInt32(day) AS back,
  if(back > ${RECENT_DAYS}, intDiv(back - ${RECENT_DAYS + 1}, 7), -1) AS week_back,
  topic, seen, identified, users, logins, uses, logins + uses AS activity, features
FROM (
  SELECT tenant_id, account_id, topic, day, seen, identified, users, logins, uses, features
  FROM account_days FINAL
  WHERE topic IN ('signals.login', 'signals.feature-use') AND facts > 0
    AND (tenant_id, account_id) IN ${ASKED_ACCOUNTS}
) AS d
INNER JOIN requests USING (tenant_id, account_id)
WHERE day <= toDate(as_of)`,
};
