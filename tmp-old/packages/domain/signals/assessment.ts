import { z } from 'zod';
import { envelope, id, name, text } from './fields.ts';

const SCORE_MIN = 1;
const SCORE_MAX = 5;

export const assessment = z.strictObject({
  ...envelope,
  assessmentId: id,
  questionId: id,
  templateVersion: name,
  change: z.enum(['answered', 'withdrawn']),
  score: z.number().min(SCORE_MIN).max(SCORE_MAX).nullish(),
  choice: name.nullish(),
  answer: text.nullish(),
  scoresEventId: id.nullish(),
  assessorId: id,
  assessorRole: name,
  interactionId: id.nullish(),
  note: text.nullish(),
});
