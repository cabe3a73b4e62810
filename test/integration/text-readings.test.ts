import { createFactStore } from '@bellwether/clickhouse';
import { createCodec, registerSchemas } from '@bellwether/contracts';
import type { FactStore, ReadText } from '@bellwether/domain';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
let database: TestDatabase;
let store: FactStore;

beforeAll(async () => {
  await registerSchemas(schemaRegistry.url);
  const codec = await createCodec({ registryUrl: schemaRegistry.url });
  database = await createTestDatabase(clickhouse.url);
  store = createFactStore({ client: database.client, codec, registryUrl: inject('clickHouseRegistryUrl') });
});
afterAll(() => database?.drop());

const read = (accountId: string, text: string, said: Partial<ReadText> = {}): ReadText => ({
  tenantId: 't',
  accountId,
  userId: null,
  text,
  statedLanguage: null,
  readerVersion: 1,
  reading: { language: 'en', sentiment: -0.4, themes: ['export', 'price'] },
  ...said,
});
const rowsOf = (accountId: string, columns: string) =>
  database.rows(`SELECT ${columns} FROM text_readings FINAL WHERE account_id = '${accountId}'`);

describe('readings in ClickHouse', () => {
  it('keep what was read, whole, and nothing of the text', async () => {
    const unread = { language: null, sentiment: null, themes: [] };
    await store.landReadings([
      read('whole', 'the export costs too much'),
      read('whole', '??', { reading: unread }),
    ]);
    const rows = await rowsOf('whole', '* EXCEPT (text_hash)');
    const row = { tenant_id: 't', account_id: 'whole', reader_version: 1 };
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ ...row, language: 'en', sentiment: -0.4, themes: ['export', 'price'] });
    expect(rows).toContainEqual({ ...row, ...unread });
    expect(JSON.stringify(rows)).not.toContain('costs');
  });

  it('are named by a hash that no other account shares', async () => {
    await store.landReadings([
      read('one', 'good'),
      read('two', 'good'),
      read('one', 'good', { tenantId: 'u' }),
    ]);
    const hashes = await database.rows<{ hash: string }>(
      `SELECT DISTINCT toString(text_hash) AS hash FROM text_readings WHERE account_id IN ('one', 'two')`,
    );
    expect(hashes).toHaveLength(3);
  });

  it('of who was erased stay out, but not of others who wrote the same', async () => {
    const erased = { tenant_id: 't', erased_at: 0 };
    await database.insert('erasures', [
      { ...erased, account_id: 'gone', user_id: '' },
      { ...erased, account_id: '', user_id: 'gone' },
    ]);
    await store.landReadings([
      read('gone', 'x'),
      read('stays', 'x', { userId: 'gone' }),
      read('stays', 'y', { userId: 'gone' }),
      read('stays', 'x', { userId: 'ann' }),
    ]);
    expect(await rowsOf('gone', 'text_hash')).toEqual([]);
    expect(await rowsOf('stays', 'text_hash')).toHaveLength(1);
  });
});
