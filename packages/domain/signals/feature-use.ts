import { z } from 'zod';
import { count, envelope, name, seconds } from './fields.ts';

export const featureUse = z.strictObject({
  ...envelope,
  feature: name,
  count: count.min(1),
  durationSeconds: seconds.nullish(),
  errors: count.nullish(),
  automation: z.boolean().nullish(),
});
