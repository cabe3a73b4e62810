import type { Derivation, Measured, Reading } from '../definition.ts';

export const PER_ACTIVE_USER: Derivation = { from: ['active-users'], facets: ['ticketsOpened'] };

type Opened = [all: number, defects: number, howTo: number, everCategorised: number];

/**
 * Opened tickets ÷ active users. Not applicable where users cannot be counted or none is left, and for a category where
 * no ticket ever names one; never without tickets.
 */
export function perActiveUser(measured: Measured, which: 'all' | 'defects' | 'howTo'): Reading {
  const opened = measured.facet('ticketsOpened') as Opened | null;
  if (opened === null) return { value: null, reason: 'never' };
  const [all, defects, howTo, everCategorised] = opened;
  const users = measured.reading('active-users').value;
  if (!users || (which !== 'all' && everCategorised === 0)) return { value: null, reason: 'not-applicable' };
  return { value: { all, defects, howTo }[which] / users, reason: null };
}
