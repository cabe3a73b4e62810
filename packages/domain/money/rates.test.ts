import { describe, expect, it } from 'vitest';
import { type RateRow, rateRows, ratesSchema } from './rates.ts';

const rows = rateRows(
  ratesSchema.parse({
    reference: 'EUR',
    base: 'EUR',
    tenants: { us: 'USD' },
    rates: { USD: { '2024-01-01': 1.25, '2025-01-01': 1 }, GBP: { '2024-07-01': 0.8 } },
  }),
);
const of = (tenant: string, currency: string) =>
  rows
    .filter((r) => r.tenant_id === tenant && r.currency === currency)
    .map(({ valid_from, rate }: RateRow) => [valid_from, Number(rate)]);

describe('rates into a base currency', () => {
  it('are one over the rate where the base is the reference', () => {
    expect(of('*', 'USD')).toEqual([
      ['2024-01-01', 0.8],
      ['2025-01-01', 1],
    ]);
  });

  it('are 1 for the base itself at all times', () => {
    expect(of('*', 'EUR')).toEqual([['1970-01-01', 1]]);
    expect(of('us', 'USD')).toEqual([['1970-01-01', 1]]);
  });

  it('are crossed over the reference, from the day both are known, and anew whenever one of them changes', () => {
    expect(of('us', 'GBP')).toEqual([
      ['2024-07-01', 1.5625],
      ['2025-01-01', 1.25],
    ]);
  });

  it('do not exist before the first day of either side', () => {
    expect(of('us', 'EUR')[0]).toEqual(['2024-01-01', 1.25]);
  });
});
