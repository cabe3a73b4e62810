import { randomUUID } from 'node:crypto';
import {
  type ClickHouse,
  factLanding,
  insertOf,
  landWires,
  probeWires,
  structureOf,
} from '@bellwether/clickhouse';
import {
  type AvroRecord,
  type Codec,
  createCodec,
  httpRegistry,
  newestSchema,
  registerSchemas,
  sampleOf,
  signalTopics,
} from '@bellwether/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

const { clickhouse, schemaRegistry } = inject('stack');
const registryUrl = schemaRegistry.url;
const seenByClickHouse = inject('clickHouseRegistryUrl');
const LOGIN = 'signals.login';
const NOON = Date.UTC(2026, 5, 1, 12);

let database: TestDatabase;
let client: ClickHouse;
let codec: Codec;

beforeAll(async () => {
  await registerSchemas(registryUrl);
  codec = await createCodec({ registryUrl });
  database = await createTestDatabase(clickhouse.url);
  client = database.client;
});
afterAll(() => database?.drop());

const signal = (topic: string, said: object): Buffer => {
  const defaults = { tenantId: 't', accountId: 'a', occurredAt: NOON, receivedAt: NOON };
  return codec.encode(topic, { ...sampleOf(newestSchema(topic)), ...defaults, ...said });
};
const land = (topic: string, ...wires: Buffer[]) => {
  return landWires({ client, landing: factLanding(topic), wires, registryUrl: seenByClickHouse });
};
const logins = (account: string, columns: string) =>
  client.rows(`SELECT ${columns} FROM logins FINAL WHERE account_id = '${account}' ORDER BY event_id`);

describe('wire bytes in ClickHouse', () => {
  it.each(signalTopics.map(({ name, table }) => [name, table]))(
    'of %s become rows of %s',
    async (topic, table) => {
      expect(await land(topic, signal(topic, { eventId: 'e', userId: 'u' }))).toEqual({ kind: 'landed' });
      expect(
        await client.rows(`SELECT event_id, user_id, toUnixTimestamp64Milli(occurred_at) AS at, toString(day) AS day,
        toString(bitShiftRight(ver, 22)) AS received FROM ${table}`),
      ).toEqual([{ event_id: 'e', user_id: 'u', at: `${NOON}`, day: '2026-06-01', received: `${NOON}` }]);
    },
  );

  it('are one fact however often they land; the copy received last wins as a whole', async () => {
    const copy = (receivedAt: number, said: object) =>
      signal(LOGIN, { accountId: 'copies', eventId: 'e', receivedAt, ...said });
    const [first, last] = [copy(1, { userId: 'u', method: 'sso' }), copy(2, { userId: 'v' })];
    await land(LOGIN, last, first);
    await land(LOGIN, first);
    await land(LOGIN, first, last);
    expect(await logins('copies', 'user_id, method')).toEqual([{ user_id: 'v', method: null }]);
  });

  it('received in the same millisecond have a winner that no order of arrival changes', async () => {
    const account = 'ties';
    const copies = [null, '', 'u'].map((userId) =>
      signal(LOGIN, { accountId: account, eventId: 'e', userId }),
    );
    const winners: unknown[] = [];
    for (const order of [copies, copies.toReversed()]) {
      await client.run(
        `ALTER TABLE logins DELETE WHERE account_id = '${account}' SETTINGS mutations_sync = 2`,
      );
      for (const wire of order) await land(LOGIN, wire);
      winners.push(await logins(account, 'user_id'));
    }
    expect(winners[0]).toEqual(winners[1]);
    const versions = 'SELECT toUInt8(uniqExact(ver)) AS n FROM logins';
    // A merge in the background would leave the winner alone.
    await client.run('SYSTEM STOP MERGES logins');
    await land(LOGIN, ...copies);
    expect(await client.rows(`${versions} WHERE account_id = '${account}'`)).toEqual([{ n: 3 }]);
    await client.run('SYSTEM START MERGES logins');
  });

  it('are refused as a whole when one message cannot be read', async () => {
    const wire = signal(LOGIN, { accountId: 'refused', eventId: 'e' });
    expect(await land(LOGIN, wire, wire.subarray(0, -3))).toMatchObject({ kind: 'refused', code: 748 });
    expect(await logins('refused', 'event_id')).toEqual([]);
  });

  it('wait while the registry cannot be reached: that is no fault of theirs', async () => {
    const request = { client, landing: factLanding(LOGIN), registryUrl: 'http://127.0.0.1:1' };
    const landing = landWires({ ...request, wires: [signal(LOGIN, {})] });
    const probe = probeWires({ ...request, codec, topic: LOGIN });
    const patience = expect.objectContaining({ retryable: true });
    expect(await Promise.allSettled([landing, probe])).toEqual([
      { status: 'rejected', reason: patience },
      { status: 'rejected', reason: patience },
    ]);
  });

  it('wait while their schema id is unknown there: the door has seen it', async () => {
    const wire = signal(LOGIN, {});
    wire.writeInt32BE(2_000_000_000, 1);
    await expect(land(LOGIN, wire)).rejects.toMatchObject({ code: 86, retryable: true });
  });

  it('of who was erased stay out, be it the account or a person of the tenant', async () => {
    await client.insert('erasures', [
      { tenant_id: 't', account_id: 'gone', user_id: '', erased_at: NOON },
      { tenant_id: 't', account_id: '', user_id: 'gone', erased_at: NOON },
    ]);
    await land(
      LOGIN,
      signal(LOGIN, { accountId: 'gone', eventId: '1' }),
      signal(LOGIN, { accountId: 'stays', eventId: '2', userId: 'gone' }),
      signal(LOGIN, { accountId: 'stays', eventId: '3' }),
      signal(LOGIN, { accountId: 'gone', eventId: '4', tenantId: 'other' }),
    );
    expect(await logins('stays', 'event_id')).toEqual([{ event_id: '3' }]);
    expect(await logins('gone', 'event_id')).toEqual([{ event_id: '4' }]);
  });

  it('of a later schema keep what there are columns for', async () => {
    const newest = newestSchema(LOGIN);
    const added = { name: 'device', type: ['null', 'string'], default: null, doc: 'Added later.' } as const;
    const later: AvroRecord = { ...newest, fields: [...newest.fields, added] };
    const id = await httpRegistry(registryUrl).register(`test-later-${randomUUID()}`, later);
    const wire = Buffer.concat([
      signal(LOGIN, { accountId: 'later', eventId: 'e' }),
      Buffer.from([2, 2, 0x78]),
    ]);
    wire.writeInt32BE(id, 1);
    expect(await land(LOGIN, wire, signal(LOGIN, { accountId: 'later', eventId: 'f' }))).toEqual({
      kind: 'landed',
    });
    expect(await logins('later', 'event_id')).toEqual([{ event_id: 'e' }, { event_id: 'f' }]);
  });

  it('of an earlier schema get the defaults of the fields they lack', async () => {
    const earlier: AvroRecord = { ...newestSchema(LOGIN), fields: newestSchema(LOGIN).fields.slice(0, -1) };
    const id = await httpRegistry(registryUrl).register(`test-earlier-${randomUUID()}`, earlier);
    const wire = signal(LOGIN, { accountId: 'earlier', eventId: 'e' }).subarray(0, -1);
    wire.writeInt32BE(id, 1);
    await land(LOGIN, wire);
    expect(await logins('earlier', 'automation')).toEqual([{ automation: null }]);
  });
});

describe('a probe', () => {
  it.each(signalTopics.map(({ name }) => name))(
    'of %s goes all the way and leaves nothing behind',
    async (topic) => {
      const landing = factLanding(topic);
      expect(await probeWires({ client, codec, topic, landing, registryUrl: seenByClickHouse })).toBe(true);
      expect(await client.rows(`SELECT 1 FROM ${landing.target} WHERE event_id = ''`)).toEqual([]);
    },
  );

  it('fails where the message is fine but the way is not', async () => {
    const landing = { ...factLanding(LOGIN), structure: structureOf(newestSchema('signals.survey')) };
    landing.columns = { ...landing.columns, method: '`surveyId`' };
    const request = { client, codec, topic: LOGIN, landing, registryUrl: seenByClickHouse };
    expect(insertOf(landing)).toContain('surveyId');
    await expect(probeWires(request)).rejects.toMatchObject({ retryable: false });
  });
});
