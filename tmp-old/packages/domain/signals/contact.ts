import { z } from 'zod';
import { envelope, id, name } from './fields.ts';

const role = z.enum(['champion', 'sponsor', 'admin', 'user']);

export const contact = z.strictObject({
  ...envelope,
  contactId: id,
  role,
  previousRole: role.nullish(),
  department: name.nullish(),
  change: z.enum(['joined', 'left', 'role-changed']),
});
