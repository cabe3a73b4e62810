import type { Reading } from './definition.ts';

export const NOT_APPLICABLE: Reading = { value: null, reason: 'not-applicable' };

/** part ÷ whole. Not applicable without a whole to divide by; else why there is no part. */
export function shareOf(part: Reading, whole: Reading): Reading {
  if (whole.value === null || whole.value === 0) return NOT_APPLICABLE;
  return part.value === null ? part : { value: part.value / whole.value, reason: null };
}
