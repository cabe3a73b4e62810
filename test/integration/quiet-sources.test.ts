import { createCodec, registerSchemas } from '@bellwether/contracts';
import type { SourceState } from '@bellwether/domain';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { clickHouseHistory } from '../../services/history/store.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const TENANT = 't';
const NOON = Date.UTC(2026, 6, 1, 12);
const SHOWN = '2026-07-01 12:00:00.000';
let database: TestDatabase;
let land: (topic: string, ...messages: object[]) => Promise<void>;

beforeAll(async () => {
  const { clickhouse, schemaRegistry } = inject('stack');
  await registerSchemas(schemaRegistry.url);
  const codec = await createCodec({ registryUrl: schemaRegistry.url });
  database = await createTestDatabase(clickhouse.url);
  const registryUrl = inject('clickHouseRegistryUrl');
  const history = clickHouseHistory({ client: database.client, codec, registryUrl });
  land = async (topic, ...messages) => {
    const wires = messages.map((message) => codec.encode(topic, message));
    expect(await history.land(topic, wires)).toEqual({ kind: 'landed' });
  };
});
afterAll(() => database?.drop());

it('history shows when a source was quiet, and once it is back until when', async () => {
  const quiet = {
    tenantId: TENANT,
    topic: 'signals.login',
    version: 1,
    state: 'quiet',
    sources: ['web'],
    observed: 1,
    expected: 52.5,
    heardAt: null,
    since: NOON,
    heldFrom: NOON,
    heldUntil: NOON,
    holeUntil: NOON,
    judgedAt: NOON,
    summary: 's',
  } satisfies SourceState;
  const sql = `SELECT topic, sources, noticed_at, recovered_at, observed, expected FROM quiet_sources WHERE tenant_id = '${TENANT}'`;
  const shown = {
    topic: 'signals.login',
    sources: ['web'],
    noticed_at: SHOWN,
    observed: 1,
    expected: 52.5,
  };
  await land('control.data-quality', quiet, quiet);
  expect(await database.rows(sql)).toEqual([{ ...shown, recovered_at: null }]);
  await land('control.data-quality', { ...quiet, version: 2, state: 'recovered' });
  await land('control.data-quality', { ...quiet, version: 3, judgedAt: NOON + 1_000 });
  expect(await database.rows(`${sql} ORDER BY noticed_at`)).toEqual([
    { ...shown, recovered_at: SHOWN },
    { ...shown, noticed_at: SHOWN.replace(':00.', ':01.'), recovered_at: null },
  ]);
});
