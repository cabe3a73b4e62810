import { ratesSchema } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { ratesAt } from './rates.ts';

const rates = ratesSchema.parse({
  reference: 'EUR',
  base: 'USD',
  tenants: {},
  rates: { USD: { '2024-01-01': 1.25, '2025-01-01': 2 }, GBP: { '2025-06-01': 0.5 } },
});

describe('the rates a peer is told', () => {
  it('are those in force on the day, in the base currency', () => {
    expect(ratesAt(rates, Date.UTC(2024, 11, 31, 23, 59))).toBe('EUR=1.25,USD=1');
    expect(ratesAt(rates, Date.UTC(2025, 5, 1))).toBe('EUR=2,USD=1,GBP=4');
  });
});
