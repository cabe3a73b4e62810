import { z } from 'zod';
import { deadline, id, name, text, time } from '../signals/fields.ts';

const NOTE = 'why the score is set by hand';
const said = {
  eventId: id.nullish(),
  accountId: id,
  note: text.trim().min(1, NOTE).describe(`Required: ${NOTE}, for whoever reads it later`),
  author: name.trim().min(1).describe('Who says so: a name or address a colleague can ask'),
  createdAt: time.nullish().describe('From when it holds; now where left out'),
};

/** A person sets an account's score by hand, or takes that back, as the gateway takes it. */
export const overrideRequestSchema = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('set'),
    ...said,
    score: z.number().min(0).max(100).describe('Points; 100 is healthy'),
    expiresAt: deadline.describe(
      'Until when it holds, a date alone to its close; then the computed score is shown again',
    ),
  }),
  z.strictObject({ change: z.literal('cleared'), ...said }),
]);
export type OverrideRequest = z.output<typeof overrideRequestSchema>;
