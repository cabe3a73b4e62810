import { z } from 'zod';
import { TENANT_ID_PATTERN } from '../keys.ts';
import { type Day, startOfDay } from '../time/days.ts';

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'a currency is its ISO 4217 code, such as EUR')
  .describe('ISO 4217, e.g. EUR.');

export const tenantId = z.string().regex(TENANT_ID_PATTERN, 'a tenant is 1 to 64 of a-z, 0-9, _ and -');

export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'a day is written YYYY-MM-DD')
  .refine(exists, 'there is no such day');

export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written YYYY-MM')
  .describe('YYYY-MM.');

function exists(text: Day): boolean {
  const start = startOfDay(text);
  return Number.isFinite(start) && new Date(start).toISOString().startsWith(text);
}
