import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costsJsonSchema, ratesJsonSchema } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { folderWith } from './given.ts';
import { SHIPPED_CONFIG_DIR } from './indicators.ts';
import { readMoney } from './money.ts';
import { ConfigurationFault } from './read-file.ts';

function problemsOf(file: 'rates.yaml' | 'costs.yaml', text: string): readonly string[] {
  const shipped = (name: string) => readFileSync(join(SHIPPED_CONFIG_DIR, name), 'utf8');
  const files = { 'rates.yaml': shipped('rates.yaml'), 'costs.yaml': shipped('costs.yaml'), [file]: text };
  try {
    readMoney(folderWith(files));
  } catch (error) {
    if (error instanceof ConfigurationFault)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

describe('the configuration of money', () => {
  it('of ours is valid', () => {
    expect(readMoney().rates.base).toBe('EUR');
  });

  it.each([
    ['rates.schema.json', ratesJsonSchema()],
    ['costs.schema.json', costsJsonSchema()],
  ])('publishes the JSON Schema that the program checks with: %s', (file, schema) => {
    expect(JSON.parse(readFileSync(join(SHIPPED_CONFIG_DIR, file), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(schema)),
    );
  });

  it('is told every mistake in rates at once, each with its path', () => {
    const text = `
reference: EUR
base: SEK
tenants: { acme: NOK, Bad Name: EUR }
rates:
  EUR: { 2024-01-01: 1 }
  USD: { 2024-02-30: 1.1, 2024-03-01: -1 }
  GBP: {}`;
    const paths = problemsOf('rates.yaml', text).map((problem) => problem.split(':')[0]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'tenants.Bad Name',
        'rates.USD.2024-02-30',
        'rates.USD.2024-03-01',
        'rates.GBP',
      ]),
    );
    const named = problemsOf(
      'rates.yaml',
      text.replace(', Bad Name: EUR', '').replace(/ {2}USD.*|.*GBP.*/g, ''),
    );
    expect(named).toEqual([
      'rates.EUR: the reference is always 1',
      'base: there are no rates of SEK under rates',
      'tenants.acme: there are no rates of NOK under rates',
    ]);
  });

  it('is told every mistake in costs at once, each with its path', () => {
    const text = `
tenants:
  demo:
    grossMargin: { 2024-13: 0.5 }
    costs:
      - { month: 2024-01, from: 2024-01, category: acquisition, amount: 1, currency: EUR }
      - { from: 2024-02, until: 2024-01, category: retention, amount: 1, currency: EUR }
      - { month: 2024-01, category: travel, amount: -1, currency: euro }
      - { month: 2024-01, category: retention, amount: 1, currency: EUR, account: a, segment: b }`;
    const paths = problemsOf('costs.yaml', text).map((problem) => problem.split(':')[0]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'tenants.demo.grossMargin.2024-13',
        'tenants.demo.costs.0',
        'tenants.demo.costs.1.until',
        'tenants.demo.costs.2.category',
        'tenants.demo.costs.2.amount',
        'tenants.demo.costs.2.currency',
        'tenants.demo.costs.3',
      ]),
    );
  });
});
