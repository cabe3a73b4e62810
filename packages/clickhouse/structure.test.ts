import { type AvroField, type AvroRecord, newestSchema } from '@bellwether/contracts';
import { describe, expect, it } from 'vitest';
import { structureOf } from './structure.ts';

const record = (type: AvroField['type'], more: Partial<AvroField> = {}): AvroRecord => ({
  type: 'record',
  name: 'R',
  fields: [{ name: 'field', type, ...more }],
});
const structure = (type: AvroField['type'], more?: Partial<AvroField>) => structureOf(record(type, more));

describe('the structure ClickHouse reads a schema by', () => {
  it.each([
    ['string', '`field` String'],
    ['long', '`field` Int64'],
    [{ type: 'long', logicalType: 'timestamp-millis' }, "`field` DateTime64(3, 'UTC')"],
    [{ type: 'enum', name: 'E', symbols: ['a'] }, '`field` String'],
    [{ type: 'array', items: 'double' }, '`field` Array(Float64)'],
    [
      { type: 'array', items: { type: 'record', name: 'I', fields: [{ name: 'n', type: 'int' }] } },
      '`field` Array(Tuple(`n` Int32))',
    ],
  ] as const)('says %j as %s', (type, expected) => {
    expect(structure(type)).toBe(expected);
  });

  it('says defaults, or a missing field would be the zero of its type', () => {
    expect(structure('string', { default: "it's" })).toBe("`field` String DEFAULT 'it\\'s'");
    expect(structure('int', { default: 7 })).toBe('`field` Int32 DEFAULT 7');
    expect(structure(['null', 'int'], { default: null })).toBe('`field` Nullable(Int32)');
  });

  it('spells a type out again where a schema only names it', () => {
    const version = '`version` Tuple(`epoch` Int64';
    const structureOfChange = structureOf(newestSchema('health.indicator-changes'));
    expect(structureOfChange).toContain(`\`live\` Tuple(${version}`);
    expect(structureOfChange).toContain(`\`day\` String, ${version}`);
  });

  it.each([
    [['string', 'int'], /union/],
    [['null', 'string', 'int'], /union/],
    [['null', { type: 'array', items: 'string' }], /cannot be null/],
    [{ type: 'record', name: 'N', aliases: ['Old'], fields: [] }, /aliases/],
    [{ type: 'long', logicalType: 'timestamp-micros' }, /logical type/],
    ['Unheard', /Unheard/],
  ] as const)('refuses %j, which would be read as something else', (type, message) => {
    expect(() => structure(type)).toThrow(message);
  });

  it('refuses a renamed field, which would be read as empty without a word', () => {
    expect(() => structure('string', { aliases: ['old'] })).toThrow(/aliases/);
  });
});
