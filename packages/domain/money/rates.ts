import { z } from 'zod';
import type { Day } from '../time/days.ts';
import { currency, day, tenantId } from './fields.ts';

const rate = z
  .number()
  .positive('a rate is above 0')
  .max(1_000_000, 'a rate is at most 1,000,000')
  .describe('Units of this currency for one unit of the reference.');

/** What every currency is worth from which day on, and in which one a tenant's money is told. */
export const ratesSchema = z
  .strictObject({
    reference: currency.describe('What rates say the price of: 1 reference = rate units of the currency.'),
    base: currency.describe('The currency a tenant’s money is told in, unless named under tenants.'),
    tenants: z.record(tenantId, currency).default({}).describe('Tenants with another base currency.'),
    rates: z
      .record(
        currency,
        z.record(day, rate).refine((dated) => Object.keys(dated).length > 0, 'give at least one day'),
      )
      .describe(
        'By currency, by the first day a rate holds; it holds until the next. Append, and leave the past.',
      ),
  })
  .superRefine(({ reference, base, tenants, rates }, context) => {
    if (rates[reference])
      context.addIssue({ code: 'custom', path: ['rates', reference], message: 'the reference is always 1' });
    const named: [string, string[]][] = [
      [base, ['base']],
      ...Object.entries(tenants).map(([tenant, its]): [string, string[]] => [its, ['tenants', tenant]]),
    ];
    for (const [its, path] of named) {
      if (its === reference || rates[its]) continue;
      context.addIssue({ code: 'custom', path, message: `there are no rates of ${its} under rates` });
    }
  });

export type Rates = z.output<typeof ratesSchema>;

/** The tenant whose rates hold for every tenant that has none of its own. */
export const EVERY_TENANT = '*';

/** Rates are kept as integers of this fraction, so that sums of money are exact whatever their order. */
export const RATE_DECIMALS = 12;

/** One row of `exchange_rates`. */
export interface RateRow {
  readonly tenant_id: string;
  /** The tenant's base currency. */
  readonly base: string;
  readonly currency: string;
  /** The first day it holds. */
  readonly valid_from: Day;
  /** Units of base for one unit of currency, with {@link RATE_DECIMALS} decimals. */
  readonly rate: string;
}

/** A base currency is worth 1 of itself at all times. */
const ALWAYS = '1970-01-01';

/** The rates into each tenant's base currency, crossed over the reference where neither side is it. */
export function rateRows({ reference, base, tenants, rates }: Rates): RateRow[] {
  const perReference = new Map(Object.entries({ ...rates, [reference]: { [ALWAYS]: 1 } }));
  return [[EVERY_TENANT, base] as const, ...Object.entries(tenants)].flatMap(([tenant_id, into]) =>
    [...perReference].flatMap(([from, dated]) =>
      crossRates(dated, perReference.get(into)!, from === into).map(([valid_from, rate]) => ({
        tenant_id,
        base: into,
        currency: from,
        valid_from,
        rate: rate.toFixed(RATE_DECIMALS),
      })),
    ),
  );
}

type Dated = Readonly<Record<Day, number>>;

function crossRates(from: Dated, into: Dated, same: boolean): [Day, number][] {
  if (same) return [[ALWAYS, 1]];
  const days = [...new Set([...Object.keys(from), ...Object.keys(into)])].sort();
  return days.flatMap((on): [Day, number][] => {
    const [one, other] = [inForce(from, on), inForce(into, on)];
    return one === undefined || other === undefined ? [] : [[on, other / one]];
  });
}

function inForce(dated: Dated, on: Day): number | undefined {
  const latest = Object.keys(dated)
    .filter((from) => from <= on)
    .sort()
    .at(-1);
  return latest === undefined ? undefined : dated[latest];
}

/** For editors: `config/rates.schema.json`. */
export function ratesJsonSchema(): object {
  return z.toJSONSchema(ratesSchema, { io: 'input' });
}
