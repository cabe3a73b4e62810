import { FORTNIGHT_DAYS } from './rule.ts';

/** Something that may befall many accounts at once. */
export interface RisingKind {
  readonly id: string;
  readonly title: string;
  /** Whether subjects are features: then only accounts that use or have it can be next. */
  readonly ofFeature: boolean;
  /**
   * SQL: account_id, subject and fortnight (0 is the one up to as-of, 1 the one before) of whom it befell. `{{facts}}` stands
   * for the condition that picks the tenant's facts of the fortnights that matter.
   */
  readonly affected: string;
}

/** An account struggles with a feature when this much of its use ends in errors, and not just once or twice. */
const ERROR_SHARE_MIN = 0.1;
const ERRORS_MIN = 3;

const FORTNIGHT = `intDiv(toInt32(toDate(fromUnixTimestamp64Milli({as_of:Int64}, 'UTC'))) - toInt32(day), ${FORTNIGHT_DAYS})`;

function seen(table: string, subject: string, where: string): string {
  return `SELECT DISTINCT account_id, toString(${subject}) AS subject, ${FORTNIGHT} AS fortnight
FROM ${table} WHERE {{facts}} AND ${where} AND ifNull(toString(${subject}), '') != ''`;
}

export const RISING_KINDS: readonly RisingKind[] = [
  {
    id: 'ticket-category',
    title: 'tickets of the category',
    ofFeature: false,
    affected: seen('tickets_distinct', 'category', `change = 'opened'`),
  },
  {
    id: 'how-to-tickets',
    title: 'how-to and usability tickets about the feature',
    ofFeature: true,
    affected: seen(
      'tickets_distinct',
      'feature',
      `change = 'opened' AND category IN ('how-to', 'usability')`,
    ),
  },
  {
    id: 'feature-errors',
    title: 'errors in the feature',
    ofFeature: true,
    affected: `SELECT account_id, toString(feature) AS subject, ${FORTNIGHT} AS fortnight
FROM feature_uses_distinct WHERE {{facts}}
GROUP BY account_id, subject, fortnight
HAVING sum(ifNull(errors, 0)) >= ${ERRORS_MIN} AND sum(ifNull(errors, 0)) >= ${ERROR_SHARE_MIN} * sum(count)`,
  },
  {
    id: 'survey-reason',
    title: 'survey answers with the reason',
    ofFeature: false,
    affected: seen('surveys_distinct', 'lowerUTF8(trimBoth(reason))', `change = 'answered'`),
  },
  {
    id: 'survey-feature',
    title: 'survey answers about the feature',
    ofFeature: true,
    affected: seen('surveys_distinct', 'feature', `change = 'answered'`),
  },
  {
    id: 'leaving-reason',
    title: 'notices and departures with the reason',
    ofFeature: false,
    affected: seen(
      'subscriptions_distinct',
      'lowerUTF8(trimBoth(reason))',
      `change IN ('notice-given', 'churned')`,
    ),
  },
];
