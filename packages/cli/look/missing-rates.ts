import { note } from '../output/print.ts';
import type { Judged } from './judge.ts';

/** Warns, beside a result, of accounts whose money cannot be told: without a rate it is left out, never taken as 1. */
export function warnOfMissingRates(judged: readonly Pick<Judged, 'accountId' | 'live'>[]): void {
  const unrated = judged.filter(({ live }) => live.values.some(({ reason }) => reason === 'no-rate'));
  if (unrated.length === 0) return;
  const named = unrated.slice(0, NAMED_MAX).map(({ accountId }) => accountId);
  const more = unrated.length > NAMED_MAX ? ` and ${unrated.length - NAMED_MAX} more` : '';
  note(
    `warning: no exchange rate for money of ${named.join(', ')}${more}: their revenue is missing. ` +
      'Add the currency to config/rates.yaml and run `npx bellwether migrate`.',
  );
}

const NAMED_MAX = 5;
