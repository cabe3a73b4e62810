import { z } from 'zod';
import { deadline, envelope, id, name, names, text } from './fields.ts';

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
  dueAt: deadline.nullish(),
});
