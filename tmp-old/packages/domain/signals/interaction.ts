import { z } from 'zod';
import { envelope, id, ids, name, text } from './fields.ts';

export const interaction = z.strictObject({
  ...envelope,
  interactionId: id,
  kind: z.enum(['meeting', 'call', 'email', 'training', 'event', 'campaign']),
  staffId: id.nullish(),
  staffRole: z.enum(['cs', 'sales', 'support', 'marketing']),
  direction: z.enum(['inbound', 'outbound']),
  outcome: z.enum(['held', 'no-show', 'cancelled', 'unanswered']),
  contactIds: ids.default([]),
  topic: name.nullish(),
  tone: name.nullish(),
  note: text.nullish(),
});
