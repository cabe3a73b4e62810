import { describe, expect, it } from 'vitest';
import { topics } from './catalogue.ts';
import { incompatibilities, ruleBreaks } from './schema-check.ts';
import { type AvroField, type AvroRecord, schemaVersions } from './schemas.ts';

describe.each(topics.map(({ name }) => name))('the schema of %s', (topic) => {
  it('reads, in every version, what every earlier version wrote', () => {
    const versions = schemaVersions(topic);
    expect(versions.flatMap((version, i) => incompatibilities(version, versions.slice(0, i)))).toEqual([]);
  });

  it('keeps our rules in every version', () => {
    const versions = schemaVersions(topic);
    expect(versions.flatMap((version, i) => ruleBreaks(version, versions.slice(0, i)))).toEqual([]);
  });
});

const field = (name: string, type: AvroField['type'], more: Partial<AvroField> = {}): AvroField => {
  return { name, type, doc: 'Said.', ...more };
};
const record = (...fields: AvroField[]): AvroRecord => ({ type: 'record', name: 'R', doc: 'Said.', fields });
const v1 = record(field('id', 'string'), field('size', 'int'));

describe('the compatibility check', () => {
  it('accepts an optional field, a wider number and a field less', () => {
    const optional = field('note', ['null', 'string'], { default: null });
    expect(incompatibilities(record(...v1.fields, optional), [v1])).toEqual([]);
    expect(incompatibilities(record(field('id', 'string'), field('size', 'long')), [v1])).toEqual([]);
    expect(incompatibilities(record(field('id', 'string')), [v1])).toEqual([]);
  });

  it.each([
    ['a new required field', record(...v1.fields, field('note', 'string'))],
    ['a changed type', record(field('id', 'string'), field('size', 'string'))],
    ['a narrower number', record(field('id', 'int'), field('size', 'int'))],
    ['a renamed field', record(field('id', 'string'), field('length', 'int'))],
    ['a renamed record', { ...v1, name: 'S' }],
  ])('refuses %s', (_, next) => {
    expect(incompatibilities(next, [v1])).toHaveLength(1);
  });

  it('compares with every earlier version, not only the last', () => {
    const v2 = record(field('id', 'string'));
    const v3 = record(field('id', 'string'), field('size', 'string', { default: '' }));
    expect(incompatibilities(v3, [v2])).toEqual([]);
    expect(incompatibilities(v3, [v1, v2])).toHaveLength(1);
  });
});

describe('the rules', () => {
  const lines = (items: AvroRecord) => record(field('lines', { type: 'array', items }));

  it.each([
    ['no doc', record(field('id', 'string', { doc: '' }))],
    ['an alias', record(field('id', 'string', { aliases: ['key'] }))],
    ['an alias', { ...v1, aliases: ['Old'] }],
    ['a union other', record(field('id', ['string', 'null']))],
    ['a union other', record(field('id', ['null', 'string', 'int'], { default: null }))],
    ['a union other', lines(record(field('id', ['string', 'int'])))],
    ['without default null', record(field('id', ['null', 'string']))],
  ])('find %s', (what, schema) => {
    expect(ruleBreaks(schema).join()).toContain(what);
  });

  it('find a list whose records changed, which ClickHouse would read by position', () => {
    const grown = lines(record(...v1.fields, field('note', ['null', 'string'], { default: null })));
    expect(ruleBreaks(grown, [lines(v1)])).toEqual(['R.lines: the records of a list never change']);
    expect(ruleBreaks(lines(v1), [lines({ ...v1, doc: 'Said better.' })])).toEqual([]);
  });
});
