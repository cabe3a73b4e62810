import { z } from 'zod';
import { envelope, id, name, names, text, time } from './fields.ts';

export const milestone = z.strictObject({
  ...envelope,
  planId: id,
  goalId: id.nullish(),
  subject: z.enum(['plan', 'goal', 'milestone']),
  subjectId: id,
  title: name,
  change: z.enum([
    'planned',
    'progressed',
    'blocked',
    'unblocked',
    'rescheduled',
    'reached',
    'missed',
    'dropped',
  ]),
  progress: z.number().min(0).max(1).nullish(),
  barrier: text.nullish(),
  features: names.default([]),
  dueAt: time.nullish(),
});
