import type { IndicatorSource } from '../source.ts';
import { ASKED_ACCOUNTS } from '../sql/facts.ts';

/** The days compared with the baseline: as many as a fortnight's rhythm has. */
export const RECENT_DAYS = 14;
export const BASELINE_WEEKS_MAX = 12;

/** Features told apart, those used on most days first: far more than a product has, fewer than a runaway producer invents. */
export const FEATURES_MAX = 1_000;
/** Whole days in which a feature is in use, and over which hardly used is told from used. */
export const FEATURE_RECENT_DAYS = 28;
export const FEATURE_USE_DAYS = 90;

/** By feature: errors, and days on which no try came to anything. */
const TROUBLE = `sumMapIf(mapKeys(features), arrayMap(f -> if(f.1 = 0, greatest(f.2, 1), f.2), mapValues(features)), back < ${FEATURE_USE_DAYS})`;

const TODAY = '{{toInt32(toDate(max(as_of)))}}';
const usedWithin = (days: number) => `arrayCount(d -> d > ${TODAY} - ${days}, on_days)`;

/**
 * The account's buckets of telemetry and of questions to support, one row a topic and day, up to as-of's day. `back` counts days back from
 * as-of's day. `week_back` counts the baseline's weeks from its newest, 0; the day that ends the recent days belongs
 * to them by a share, so the baseline starts on the day before it. Days are numbered from 1970.
 */
export const days: IndicatorSource = {
  id: 'days',
  reads: {
    'signals.login': ['kind', 'userId', 'automation', 'sessionSeconds'],
    'signals.feature-use': ['feature', 'count', 'errors', 'userId', 'automation'],
    'signals.ticket': ['actor', 'category', 'userId'],
  },
  details: [
    {
      id: 'featureUse',
      use: 'facet',
      value: `toJSONString(arraySort(arraySlice(arraySort(f -> (-f.4, f.1), arrayMap(
  (name, on_days) -> (toString(name), arrayMin(on_days), ${usedWithin(FEATURE_RECENT_DAYS)}, ${usedWithin(FEATURE_USE_DAYS)}),
  mapKeys({{groupArrayMap(feature_days)}}), mapValues({{groupArrayMap(feature_days)}}))), 1, ${FEATURES_MAX})))`,
    },
    { id: 'telemetrySince', use: 'facet', value: 'toString({{min(telemetry_day)}})' },
    {
      id: 'featureTrouble',
      use: 'list',
      value: `toJSONString(arraySlice(arrayZip({{${TROUBLE}}}.1, {{${TROUBLE}}}.2), 1, ${FEATURES_MAX}))`,
    },
  ],
  rows: `SELECT i, as_of, toInt32(toDate(as_of)) - toInt32(day) AS back,
  if(back > ${RECENT_DAYS}, intDiv(back - ${RECENT_DAYS + 1}, 7), -1) AS week_back,
  topic, seen, identified, users, logins, logins - automated_logins AS person_logins, uses, logins + uses AS activity,
  automated_logins + automated_uses AS automated, session_ms, features, used_features,
  CAST((used_features, arrayWithConstant(length(used_features), toUInt16(day))), 'Map(LowCardinality(String), UInt16)')
    AS feature_days, askers,
  if(topic = 'signals.ticket', NULL, toInt32(day)) AS telemetry_day
FROM (
  SELECT tenant_id, account_id, topic, day, seen, identified, users, logins, automated_logins, uses, automated_uses,
    session_ms, features, arrayFilter((name, u) -> u > 0, features.keys, features.values.uses) AS used_features, askers
  FROM account_days FINAL
  WHERE topic IN ('signals.login', 'signals.feature-use', 'signals.ticket') AND facts > 0
    AND (tenant_id, account_id) IN ${ASKED_ACCOUNTS}
) AS d
INNER JOIN requests USING (tenant_id, account_id)
WHERE day <= toDate(as_of)`,
};
