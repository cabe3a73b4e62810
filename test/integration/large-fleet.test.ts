import { type ClickHouse, createFactStore } from '@bellwether/clickhouse';
import { createCodec, registerSchemas } from '@bellwether/contracts';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const DAY = '2024-05-15';
const NOON = Date.parse(`${DAY}T12:00:00Z`);
const ACCOUNTS = 120_000;
/** Every so many-th account is asked about, so that each granule has one. */
const EVERY = 80;
/** A few times what those asked about need; all that lie between them would need three times as much. */
const MEMORY_MAX_BYTES = 80_000_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(clickhouse.url);
  await database.client.run(`INSERT INTO account_days (tenant_id, account_id, topic, day, epoch, facts, received_sum, ver,
  seen, identified, users, logins)
SELECT 'large', concat('account-', leftPad(toString(number), 6, '0')), 'signals.login', '${DAY}', 1, 2, 1, 1,
  2, 2, uniqExactState(concat('u-', toString(number))), 2
FROM numbers(${ACCOUNTS}) GROUP BY number`);
});
afterAll(() => database?.drop());

it('some accounts of a large fleet are evaluated in the memory that they need, not in that of all between them', async () => {
  await registerSchemas(schemaRegistry.url);
  const codec = await createCodec({ registryUrl: schemaRegistry.url });
  const client: ClickHouse = {
    ...database.client,
    text: (sql, call) =>
      database.client.text(sql, {
        ...call,
        settings: { ...call?.settings, max_memory_usage: MEMORY_MAX_BYTES },
      }),
  };
  const halved: unknown[] = [];
  const store = createFactStore({
    client,
    codec,
    registryUrl: inject('clickHouseRegistryUrl'),
    onHalved: (refusal) => halved.push(refusal),
  });
  const asked = Array.from({ length: ACCOUNTS / EVERY }, (_, n) => ({
    tenantId: 'large',
    accountId: `account-${String(n * EVERY).padStart(6, '0')}`,
    asOf: NOON,
  }));
  const evaluations = await store.evaluate(asked, () => 1);
  const logins = evaluations.map((e) => e?.values.find((v) => v.indicator === 'logins-per-week')?.value);
  expect(logins).toEqual(asked.map(() => 2));
  expect(halved).toEqual([]);
});
