import { z } from 'zod';
import { count, envelope, id, name, text } from './fields.ts';

export const ticket = z.strictObject({
  ...envelope,
  ticketId: id,
  change: z.enum(['opened', 'replied', 'escalated', 'resolved', 'reopened', 'closed']),
  actor: z.enum(['customer', 'agent']),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).nullish(),
  category: name.nullish(),
  feature: name.nullish(),
  text: text.nullish(),
  contacts: count.nullish(),
});
