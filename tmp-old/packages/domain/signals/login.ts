import { z } from 'zod';
import { envelope, id, name, seconds } from './fields.ts';

export const login = z.strictObject({
  ...envelope,
  kind: z.enum(['login', 'session-end']),
  sessionId: id.nullish(),
  sessionSeconds: seconds.nullish(),
  method: name.nullish(),
  automation: z.boolean().nullish(),
});
