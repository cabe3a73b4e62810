import type { Measured } from '../definition.ts';
import { CURRENT_ANSWERS_FACET, currentAnswer } from '../judgement/current-answers.ts';

export const ENGAGEMENT_FACETS = ['engagement', CURRENT_ANSWERS_FACET] as const;

/** The assessment question whose choice says how often the customer wishes to be in contact. */
export const WISHED_FREQUENCY_QUESTION = 'wished-contact-frequency';

export type WishedFrequency = 'weekly' | 'fortnightly' | 'monthly' | 'quarterly';
export const WISHED_FREQUENCIES: readonly string[] = ['weekly', 'fortnightly', 'monthly', 'quarterly'];

/** Held meetings and calls with customer success. */
export interface Engagement {
  /** The day of the first interaction of any kind, from the epoch. */
  readonly since: number;
  /** How many were held on which day. */
  readonly met: readonly (readonly [day: number, count: number])[];
}

/** Null where there never was an interaction. */
export function engagementOf({ facet }: Measured): Engagement | null {
  const read = facet('engagement') as [number, [readonly number[], readonly number[]]] | null;
  if (read === null) return null;
  const [since, [days, counts]] = read;
  return { since, met: days.map((day, n) => [day, counts[n]!]) };
}

/** Monthly where no wish is known. */
export function wishedFrequency(measured: Measured): WishedFrequency {
  const wish = currentAnswer(measured, WISHED_FREQUENCY_QUESTION);
  const choice = wish?.withdrawn ? null : (wish?.choice ?? null);
  return choice !== null && WISHED_FREQUENCIES.includes(choice) ? (choice as WishedFrequency) : 'monthly';
}
