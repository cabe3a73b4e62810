import { memoryCodec } from '@bellwether/contracts';
import { implicitTenant } from '@bellwether/domain';
import { expect, it } from 'vitest';
import { tenantRows, tenantTable, UnreadableTenant } from './tenant-rows.ts';

const codec = await memoryCodec();

it('a row written is the row read, offsets included, and a table reads the same', () => {
  const importEnds = [{ topic: 'signals.login', partition: 2, offset: 12n }];
  const row = { ...implicitTenant('acme'), epoch: 3, importEnds };
  const { topic, encode, decode, epochOf } = tenantRows(codec);
  expect(decode(encode(row))).toEqual(row);
  expect(epochOf(row)).toBe(3);
  expect(tenantTable(codec).topic).toBe(topic);
  expect(tenantTable(codec).decode(encode(row), 'acme')).toEqual(row);
});

it('a row that does not decode is an error, never a guess', () => {
  expect(() => tenantRows(codec).decode(Buffer.from('not avro'))).toThrow(UnreadableTenant);
  expect(() => tenantTable(codec).decode(Buffer.from('not avro'), 'acme')).toThrow(UnreadableTenant);
});
