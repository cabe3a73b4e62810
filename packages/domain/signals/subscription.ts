import { z } from 'zod';
import { count, deadline, envelope, id, money, name, names, text, time } from './fields.ts';

export const subscription = z.strictObject({
  ...envelope,
  subscriptionId: id,
  change: z.enum([
    'started',
    'renewed',
    'expanded',
    'contracted',
    'purchased',
    'notice-given',
    'churned',
    'reactivated',
  ]),
  motion: z.enum(['upsell', 'cross-sell', 'price']).nullish(),
  mrr: money.min(0),
  amount: money.nullish(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'not an ISO 4217 code'),
  plan: name.nullish(),
  seats: count.nullish(),
  features: names.default([]),
  termStartsAt: time.nullish(),
  termEndsAt: deadline.nullish(),
  billingPeriod: name.nullish(),
  autoRenews: z.boolean().nullish(),
  trial: z.boolean().nullish(),
  reason: text.nullish(),
});
