import {
  codecOver,
  memoryRegistry,
  newestSchema,
  SCORECARD_NOTICE_MS,
  schemaVersions,
  subjectOf,
  topics,
  type WireScorecard,
} from '@bellwether/contracts';
import { ALL_TENANTS, implicitTenant } from '@bellwether/domain';
import { expect, it } from 'vitest';
import { createMemoryLog } from './memory-log.ts';
import { scorecardTable } from './publish-scorecard.ts';
import { sourceStateTable } from './source-states.ts';
import { tenantRows } from './tenant-rows.ts';

const registry = memoryRegistry();
for (const { name } of topics)
  for (const schema of schemaVersions(name)) await registry.register(subjectOf(name), schema);
const codec = await codecOver(registry);

const importEnds = [{ topic: 'signals.login', partition: 2, offset: 12n }];
const row = { ...implicitTenant('acme'), epoch: 3, importEnds };
const { topic, encode, decode, epochOf } = tenantRows(codec);

/** The same message as a program would write it whose schema has one field more. */
async function asWrittenLater(of: string, wire: Buffer): Promise<Buffer> {
  const schema = newestSchema(of);
  const field = { name: 'later', type: ['null', 'string'], default: null };
  const later = { ...schema, fields: [...schema.fields, field] } as typeof schema;
  const id = Buffer.alloc(4);
  id.writeUInt32BE(await registry.register(subjectOf(of), later));
  return Buffer.concat([Buffer.of(0), id, wire.subarray(5), Buffer.of(0)]);
}

it('a row written is the row read, offsets included', async () => {
  expect(await decode(encode(row), 'acme')).toEqual(row);
  expect(epochOf(row)).toBe(3);
});

it('a row of a program that is newer is read, by a service that runs already as well', async () => {
  const log = createMemoryLog();
  const client = log.client('service');
  await client.ensureTopics(topics);
  const table = await client.table(tenantRows(codec));
  const writer = await client.writer();
  await writer.write([{ topic, key: 'acme', partition: 0, value: await asWrittenLater(topic, encode(row)) }]);
  await table.catchUp();
  expect(table.get('acme')).toEqual(row);
});

it('a row that nobody can read is no harm once it was written anew, or removed, compacted or not', async () => {
  const client = createMemoryLog().client('service');
  await client.ensureTopics(topics);
  const writer = await client.writer();
  const write = (key: string, value: Buffer | null) => writer.write([{ topic, key, partition: 0, value }]);
  for (const key of ['acme', 'bolt']) await write(key, Buffer.from('not avro'));
  await expect(client.table(tenantRows(codec))).rejects.toMatchObject({ code: 'unreadable-row' });
  await write('acme', encode(row));
  await write('bolt', null);
  expect([...(await client.table(tenantRows(codec))).entries()]).toEqual([['acme', row]]);
});

it.each([
  ['control.tenants', tenantRows(codec)],
  ['control.scorecards', scorecardTable(codec)],
  ['control.data-quality', sourceStateTable(codec)],
])(
  'a row of %s that cannot be read is an error that trying again does not help, never a guess',
  async (name, table) => {
    const read = async () => table.decode(Buffer.from('not avro'), 'acme');
    await expect(read()).rejects.toMatchObject({ code: 'unreadable-row', retryable: false });
    await expect(read()).rejects.toThrow(`the row acme of ${name} cannot be read: `);
  },
);

it('neither is a scorecard whose content this program does not understand', async () => {
  const card: WireScorecard = {
    tenantId: ALL_TENANTS,
    version: 1,
    validFrom: SCORECARD_NOTICE_MS,
    content: '[{ "id": 7 }]',
    author: null,
    publishedAt: 0,
  };
  const read = async () => scorecardTable(codec).decode(codec.encode('control.scorecards', card), '*/1');
  await expect(read()).rejects.toMatchObject({ code: 'unreadable-row', retryable: false });
});
