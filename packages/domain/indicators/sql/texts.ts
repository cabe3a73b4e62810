import { ASKED_ACCOUNTS } from './facts.ts';

/**
 * SQL, UInt128: names an open text within its account; the same text under another stated language is another, as it
 * may be read otherwise. Both columns may be NULL, and the columns tenant_id and account_id must be in sight.
 * Readings are kept under this name instead of a copy of the text. SHA-256, whose definition no release can change.
 */
export function textHash(text: string, statedLanguage = 'NULL'): string {
  const parts = ['tenant_id', 'account_id', `ifNull(${statedLanguage}, '')`, `ifNull(${text}, '')`];
  return `reinterpretAsUInt128(substring(SHA256(concat(${parts.join(`, '\\0', `)})), 1, 16))`;
}

/**
 * Adds what was read in the texts of `rows`, a SELECT with a column `text_hash`: `sentiment`, NULL where there is no text,
 * it was not read, or its language is not one that is read; and `themes`.
 */
export function withReadings(rows: string): string {
  return `(${rows}) AS said LEFT JOIN (
  SELECT text_hash, sentiment, themes FROM text_readings WHERE (tenant_id, account_id) IN ${ASKED_ACCOUNTS}
  ORDER BY reader_version DESC LIMIT 1 BY text_hash
) AS readings USING (text_hash)`;
}

/** SQL, Nullable(Int64): thousandths, so that sums do not depend on the order of addition. */
export const SENTIMENT_MILLI = 'toInt64(round(1000 * sentiment))';
