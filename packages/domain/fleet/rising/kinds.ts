import type { SignalReads } from '../../indicators/source.ts';
import { STATE_ORDER } from '../../indicators/sql/facts.ts';
import { textHash } from '../../indicators/sql/texts.ts';
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
  /** Fields it reads, by topic; those of the envelope go without saying. */
  readonly reads: SignalReads;
}

/** An account struggles with a feature when this much of its use ends in errors, and not just once or twice. */
const ERROR_SHARE_MIN = 0.1;
const ERRORS_MIN = 3;

/** The fortnight of a day, a Date. */
const fortnightOf = (day: string) =>
  `intDiv(toInt32(toDate(fromUnixTimestamp64Milli({as_of:Int64}, 'UTC'))) - toInt32(${day}), ${FORTNIGHT_DAYS})`;

function seen(table: string, subject: string, where: string): string {
  return `SELECT DISTINCT account_id, toString(${subject}) AS subject, ${fortnightOf('day')} AS fortnight
FROM ${table} WHERE {{facts}} AND ${where} AND ifNull(toString(${subject}), '') != ''`;
}

const lastStated = (column: string) => `argMaxIf(toString(${column}), ${STATE_ORDER}, ${column} IS NOT NULL)`;

/** By what was last said of each ticket, such as its category once somebody had read it, in the fortnight it was opened. */
function tickets(subject: 'its_category' | 'its_feature', where = '1'): string {
  return `SELECT DISTINCT account_id, assumeNotNull(${subject}) AS subject, fortnight
FROM (
  SELECT account_id, ticket_id, ${fortnightOf(`minIf(day, change = 'opened')`)} AS fortnight,
    ${lastStated('category')} AS its_category, ${lastStated('feature')} AS its_feature
  FROM tickets_distinct WHERE {{facts}} GROUP BY account_id, ticket_id HAVING countIf(change = 'opened') > 0
)
WHERE ${where} AND ifNull(${subject}, '') != ''`;
}
const TICKETS_READ: SignalReads = { 'signals.ticket': ['ticketId', 'change', 'category', 'feature'] };
const ASKS_HOW = `ifNull(its_category, '') IN ('how-to', 'usability')`;

/** What texts are about, as they were read; `where` may say of which sentiment. */
function themes(table: string, text: string, language: string, change: string, where: string): string {
  return `SELECT DISTINCT account_id, arrayJoin(themes) AS subject, fortnight
FROM (
  SELECT account_id, ${fortnightOf('day')} AS fortnight, ${textHash(text, language)} AS text_hash
  FROM ${table} WHERE {{facts}} AND change = '${change}' AND ${text} IS NOT NULL
) AS said
INNER JOIN (
  SELECT text_hash, sentiment, themes FROM text_readings FINAL WHERE tenant_id = {tenant:String}
) AS readings USING (text_hash)
WHERE ${where}`;
}

const SURVEY = 'signals.survey';

export const RISING_KINDS: readonly RisingKind[] = [
  {
    id: 'ticket-category',
    title: 'tickets of the category',
    ofFeature: false,
    affected: tickets('its_category'),
    reads: TICKETS_READ,
  },
  {
    id: 'how-to-tickets',
    title: 'how-to and usability tickets about the feature',
    ofFeature: true,
    affected: tickets('its_feature', ASKS_HOW),
    reads: TICKETS_READ,
  },
  {
    id: 'feature-tickets',
    title: 'tickets about the feature, whatever they ask',
    ofFeature: true,
    affected: tickets('its_feature'),
    reads: TICKETS_READ,
  },
  {
    id: 'ticket-theme',
    title: 'tickets whose words are about it',
    ofFeature: false,
    affected: themes('tickets_distinct', 'text', 'NULL', 'opened', '1'),
    reads: { 'signals.ticket': ['change', 'text'] },
  },
  {
    id: 'feature-errors',
    title: 'errors in the feature',
    ofFeature: true,
    affected: `SELECT account_id, toString(feature) AS subject, ${fortnightOf('day')} AS fortnight
FROM feature_uses_distinct WHERE {{facts}}
GROUP BY account_id, subject, fortnight
HAVING sum(ifNull(errors, 0)) >= ${ERRORS_MIN} AND sum(ifNull(errors, 0)) >= ${ERROR_SHARE_MIN} * sum(count)`,
    reads: { 'signals.feature-use': ['feature', 'count', 'errors'] },
  },
  {
    id: 'survey-reason',
    title: 'survey answers with the reason',
    ofFeature: false,
    affected: seen('surveys_distinct', 'lowerUTF8(trimBoth(reason))', `change = 'answered'`),
    reads: { [SURVEY]: ['change', 'reason'] },
  },
  {
    id: 'survey-theme',
    title: 'survey answers and feedback that sound unhappy about it',
    ofFeature: false,
    affected: themes('surveys_distinct', 'reason', 'language', 'answered', 'sentiment < 0'),
    reads: { [SURVEY]: ['change', 'reason', 'language'] },
  },
  {
    id: 'survey-feature',
    title: 'survey answers about the feature',
    ofFeature: true,
    affected: seen('surveys_distinct', 'feature', `change = 'answered'`),
    reads: { [SURVEY]: ['change', 'feature'] },
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
    reads: { 'signals.subscription': ['change', 'reason'] },
  },
];
