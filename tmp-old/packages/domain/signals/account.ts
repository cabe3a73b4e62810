import { z } from 'zod';
import { count, envelope, id, name, time } from './fields.ts';

export const account = z.strictObject({
  ...envelope,
  name,
  segment: name.nullish(),
  industry: name.nullish(),
  region: name.nullish(),
  timeZone: name.nullish(),
  parentAccountId: id.nullish(),
  csmId: id.nullish(),
  csmName: name.nullish(),
  csmEmail: name.nullish(),
  lifecycleStage: name.nullish(),
  onboardingStartedAt: time.nullish(),
  touchModel: name.nullish(),
  provisionedUsers: count.nullish(),
});
