import { type ReadText, textHash } from '@bellwether/domain';
import type { ClickHouse } from '../connect.ts';
import { notErased } from '../landing.ts';
import { quoted } from '../structure.ts';
import { WRITE_SETTINGS } from './statements.ts';

const STRUCTURE = `tenant_id String, account_id String, user_id Nullable(String), text String,
  stated_language Nullable(String), reader_version UInt32, language Nullable(String), sentiment Nullable(Float64),
  themes Array(String)`;

/**
 * The server computes the hash, by the expression that facts are joined with. Texts travel as the statement's data: in
 * the statement itself they would stay behind in the server's query log.
 */
const INSERT = `INSERT INTO text_readings (tenant_id, account_id, text_hash, reader_version, language, sentiment, themes)
SELECT tenant_id, account_id, ${textHash('text', 'stated_language')}, reader_version, language, sentiment, themes
FROM input(${quoted(STRUCTURE)})
WHERE ${notErased('tenant_id', 'account_id', 'user_id')}
FORMAT JSONCompactEachRow`;

/** See FactStore.landReadings. */
export async function landReadings(client: ClickHouse, texts: readonly ReadText[]): Promise<void> {
  if (texts.length === 0) return;
  const rows = texts.map(({ tenantId, accountId, userId, text, statedLanguage, readerVersion, reading }) => {
    const { language, sentiment, themes } = reading;
    const said = [tenantId, accountId, userId, text, statedLanguage];
    return JSON.stringify([...said, readerVersion, language, sentiment, themes]);
  });
  await client.send(INSERT, Buffer.from(rows.join('\n')), { settings: WRITE_SETTINGS });
}
