import { z } from 'zod';
import type { Day } from '../time/days.ts';
import { currency, month, tenantId } from './fields.ts';

const cost = z
  .strictObject({
    month: month.optional().describe('Spent once, in this month.'),
    from: month.optional().describe('Spent every month from this one on.'),
    until: month.optional().describe('The last month of it; left out, it goes on.'),
    category: z
      .enum(['acquisition', 'retention'])
      .describe('acquisition: to win customers. retention: to keep those there are.'),
    amount: z.number().min(0).describe('In units of the currency, a month.'),
    currency,
    account: z.string().min(1).optional().describe('Spent on this account alone.'),
    segment: z
      .string()
      .min(1)
      .optional()
      .describe('Spent on this segment: its new customers share acquisition, its retained ones retention.'),
    note: z.string().optional(),
  })
  .refine((c) => (c.month === undefined) !== (c.from === undefined), {
    message: 'name exactly one of month and from',
  })
  .refine((c) => c.until === undefined || c.from !== undefined, {
    message: 'until ends what goes on from a month: name from',
    path: ['until'],
  })
  .refine((c) => c.until === undefined || c.from === undefined || c.until >= c.from, {
    message: 'until must not be before from',
    path: ['until'],
  })
  .refine((c) => c.account === undefined || c.segment === undefined, {
    message: 'a cost belongs to an account, to a segment or to neither, not to both',
  });

/** What a tenant spends on winning and keeping customers, and what is left to it of what they pay. */
export const costsSchema = z.strictObject({
  tenants: z.record(
    tenantId,
    z.strictObject({
      grossMargin: z
        .record(month, z.number().min(0).max(1))
        .default({})
        .describe('Share of revenue left after the cost of serving it, by the first month it holds.'),
      costs: z.array(cost).default([]).describe('Append, and leave the past; end what goes on with until.'),
    }),
  ),
});

export type Costs = z.output<typeof costsSchema>;
export type CostCategory = Costs['tenants'][string]['costs'][number]['category'];

/** One row of `costs`: an amount spent in every month from the first to the last. */
export interface CostRow {
  readonly tenant_id: string;
  readonly first_month: Day;
  /** Null: it goes on. */
  readonly last_month: Day | null;
  readonly category: CostCategory;
  readonly amount: number;
  readonly currency: string;
  readonly account_id: string | null;
  readonly segment: string | null;
}

export interface MarginRow {
  readonly tenant_id: string;
  readonly first_month: Day;
  readonly gross_margin: number;
}

export function costRows({ tenants }: Costs): CostRow[] {
  return Object.entries(tenants).flatMap(([tenant_id, { costs }]) =>
    costs.map(({ month: once, from, until, category, amount, currency: its, account, segment }) => ({
      tenant_id,
      first_month: firstDay((once ?? from)!),
      last_month: once ? firstDay(once) : until ? firstDay(until) : null,
      category,
      amount,
      currency: its,
      account_id: account ?? null,
      segment: segment ?? null,
    })),
  );
}

export function marginRows({ tenants }: Costs): MarginRow[] {
  return Object.entries(tenants).flatMap(([tenant_id, { grossMargin }]) =>
    Object.entries(grossMargin).map(([from, gross_margin]) => ({
      tenant_id,
      first_month: firstDay(from),
      gross_margin,
    })),
  );
}

function firstDay(ofMonth: string): Day {
  return `${ofMonth}-01`;
}

/** For editors: `config/costs.schema.json`. */
export function costsJsonSchema(): object {
  return z.toJSONSchema(costsSchema, { io: 'input' });
}
