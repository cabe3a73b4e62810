import type { Random } from '../../model/random.ts';

/** Who sends signals: accounts of very different size, as customers are. */
export interface Population {
  readonly accounts: readonly string[];
  /** How many people each account has, at least one. */
  readonly users: readonly number[];
  /** An account's place, the large ones more often. */
  pick(random: Random): number;
}

/** The k-th largest account has a size of 1 / (k + OFFSET) ^ EXPONENT: the largest tenth has about half of all signals. */
const EXPONENT = 0.8;
const OFFSET = 10;

export function populationOf(accounts: number, users: number): Population {
  const sizes = Array.from({ length: accounts }, (_, k) => (k + OFFSET) ** -EXPONENT);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let sum = 0;
  const upTo = Float64Array.from(sizes, (size) => {
    sum += size;
    return sum / total;
  });
  return {
    accounts: sizes.map((_, k) => `account-${String(k).padStart(7, '0')}`),
    users: sizes.map((size) => Math.max(1, Math.round((users * size) / total))),
    pick: (random) => placeOf(random.next(), upTo),
  };
}

/** The first place whose running total exceeds the share. */
function placeOf(share: number, upTo: Float64Array): number {
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upTo[middle]! > share) high = middle;
    else low = middle + 1;
  }
  return low;
}
