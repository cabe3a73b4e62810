import { z } from 'zod';
import { envelope, id, name, scaled, text } from './fields.ts';

export const survey = z.strictObject({
  ...envelope,
  surveyId: id,
  invitationId: id,
  change: z.enum(['sent', 'answered', 'declined']),
  kind: z.enum(['nps', 'csat', 'ces', 'custom', 'feedback']),
  score: scaled.nullish(),
  scaleMin: scaled.nullish(),
  scaleMax: scaled.nullish(),
  reason: text.nullish(),
  language: name.nullish(),
  channel: z.enum(['in-app', 'email', 'meeting', 'phone', 'social', 'community']),
  occasion: z.enum(['after-ticket', 'periodic', 'after-onboarding']).nullish(),
  ticketId: id.nullish(),
  feature: name.nullish(),
});
