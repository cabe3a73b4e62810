import { createFactStore } from '@bellwether/clickhouse';
import { createCodec, newestSchema, registerSchemas, sampleOf } from '@bellwether/contracts';
import { factStoreContract, TEST_INDICATORS } from '@bellwether/testkit';
import { afterAll, describe, inject } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const registryUrl = schemaRegistry.url;
let database: TestDatabase;

afterAll(() => database?.drop());

describe('the fact store on ClickHouse', () => {
  factStoreContract(async () => {
    await registerSchemas(registryUrl);
    const codec = await createCodec({ registryUrl });
    database = await createTestDatabase(clickhouse.url);
    return {
      store: createFactStore({
        client: database.client,
        codec,
        registryUrl: inject('clickHouseRegistryUrl'),
        indicators: TEST_INDICATORS,
      }),
      wire: ({ topic, ...signal }) =>
        codec.encode(topic, { ...sampleOf(newestSchema(topic)), userId: null, ...signal }),
    };
  });
});
