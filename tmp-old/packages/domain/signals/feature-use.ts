import { z } from 'zod';
import { count, envelope, name, seconds } from './fields.ts';

export const featureUse = z.strictObject({
  ...envelope,
  feature: name,
  // 0 is an attempt that came to nothing: sources log such rows, often with errors, and they are facts too.
  count,
  durationSeconds: seconds.nullish(),
  errors: count.nullish(),
  automation: z.boolean().nullish(),
});
