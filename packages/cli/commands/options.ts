import { closeOf, dayOf, type Instant, TENANT_ID_PATTERN } from '@bellwether/domain';
import { InvalidArgumentError } from 'commander';

export function tenantOption(text: string): string {
  if (TENANT_ID_PATTERN.test(text)) return text;
  throw new InvalidArgumentError('a tenant is 1 to 64 of a-z, 0-9, _ and -.');
}

/** A UTC day, read as its close: the past is looked at from the end of a day. */
export function dayOption(text: string): Instant {
  const close = /^\d{4}-\d\d-\d\d$/.test(text) ? closeOf(text) : Number.NaN;
  if (Number.isFinite(close) && new Date(close).toISOString().startsWith(text)) return close;
  throw new InvalidArgumentError('a day is written YYYY-MM-DD, for example 2024-12-31.');
}

/** {@link dayOption} of a day that has begun: from one that has not, a tenant would be looked at after days of silence. */
export function begunDayOption(text: string): Instant {
  const close = dayOption(text);
  if (close <= closeOf(dayOf(Date.now()))) return close;
  throw new InvalidArgumentError('a day that has not come yet.');
}

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('a whole number above 0.');
}
