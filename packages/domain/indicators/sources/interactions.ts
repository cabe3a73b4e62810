import type { IndicatorSource } from '../source.ts';
import { factsAsOf, STATE_ORDER } from '../sql/facts.ts';
import { SENTIMENT_MILLI, textHash, withReadings } from '../sql/texts.ts';
import { daysBack } from '../sql/window.ts';

const facts = factsAsOf('interactions', [
  'interaction_id',
  `kind IN ('meeting', 'call') AND outcome = 'held' AND staff_role = 'cs' AS met_by_cs`,
  `outcome = 'held' AND kind != 'campaign' AS touches`,
  `kind = 'training' AND outcome = 'held' AS trains`,
  'contact_ids',
  `multiIf(lower(tone) = 'positive', 1000, lower(tone) = 'neutral', 0, lower(tone) = 'negative', -1000, NULL) AS stated_milli`,
  `if(note IS NULL, 0, ${textHash('note')}) AS text_hash`,
]);

/** As far back as a quarterly rhythm is looked at: four times 92 days. */
export const ENGAGEMENT_DAYS = 368;
/** Whole days in which contacts count as those we are in touch with. */
export const CONTACTS_DAYS = 90;
const CONTACTS_MAX = 100;
const TRAINED_MAX = 500;

const TRAINED = 'maxMapIf(contact_ids, arrayResize([day], length(contact_ids), day), trains)';
const engaged = `if(back < ${ENGAGEMENT_DAYS}, met_by_cs, 0)`;

/**
 * One row an interaction as last reported (`interaction` is 1). `met_by_cs` (0 or 1) are held meetings and calls with
 * customer success, `touches` (0 or 1) all that reached people, campaigns aside, and `contact_ids` whom. Where
 * `tone_known` is 1, `tone_milli` is the tone, -1000 to 1000: the one stated, if it is positive, neutral or negative, else
 * the sentiment of the note.
 *
 * The facet `engagement` holds the day of the first interaction, and how many meetings there were on which days; days
 * count from the epoch. The facet `metContacts` holds whether any interaction named a contact, and whom we met lately; `trainedContacts` whom a
 * training reached, and on which day last.
 */
export const interactions: IndicatorSource = {
  id: 'interactions',
  reads: {
    'signals.interaction': ['interactionId', 'kind', 'outcome', 'staffRole', 'contactIds', 'tone', 'note'],
  },
  details: [
    {
      id: 'engagement',
      use: 'facet',
      value: `toJSONString(({{min(day)}}, CAST({{sumMapIf([day], [toUInt32(1)], ${engaged})}} AS Tuple(Array(Int32), Array(UInt32)))))`,
    },
    {
      id: 'metContacts',
      use: 'facet',
      value: `toJSONString(({{max(notEmpty(contact_ids))}}, arraySlice(arraySort({{groupUniqArrayArrayIf(contact_ids, if(back < ${CONTACTS_DAYS}, touches, 0))}}), 1, ${CONTACTS_MAX})))`,
    },
    {
      id: 'trainedContacts',
      use: 'facet',
      value: `toJSONString(arraySlice(arrayZip({{${TRAINED}}}.1, {{${TRAINED}}}.2), 1, ${TRAINED_MAX}))`,
    },
  ],
  rows: `SELECT i, as_of, 1 AS interaction, met_by_cs, touches, trains, contact_ids, back, toInt32(toDate(as_of)) - back AS day,
  tone IS NOT NULL AS tone_known, ifNull(tone, 0) AS tone_milli
FROM (
  SELECT i, as_of, met_by_cs, touches, trains, contact_ids, back, coalesce(stated_milli, ${SENTIMENT_MILLI}) AS tone
  FROM ${withReadings(`
    SELECT i, as_of, latest.1 AS met_by_cs, ${daysBack('latest.2')} AS back, latest.3 AS stated_milli, latest.4 AS text_hash,
      latest.5 AS touches, latest.6 AS trains, latest.7 AS contact_ids
    FROM (
      SELECT i, as_of, argMax((met_by_cs, occurred_at, stated_milli, text_hash, touches, trains, contact_ids), ${STATE_ORDER}) AS latest
      FROM (${facts})
      GROUP BY i, as_of, interaction_id
    )`)}
)`,
};
