import type { WorkloadSize } from '../workload/signals.ts';

/** Where growth in days is looked at, and what growth in accounts is compared with. */
const BASE_ACCOUNTS = 10_000;
const BASE_DAYS = 90;
const DAYS: readonly number[] = [30, BASE_DAYS, 365];

/** Few, so that a million accounts fit on a small machine: it is the number of accounts that grows here. */
const SIGNALS_PER_ACCOUNT = 10;
/** An account's first two signals say who it is; there should be something else. */
const SIGNALS_PER_ACCOUNT_MIN = 4;
const USERS_PER_ACCOUNT = 10;

export interface Curves {
  /** Growing in accounts. */
  readonly accounts: readonly WorkloadSize[];
  /** Growing in days, signals a day staying the same. */
  readonly days: readonly WorkloadSize[];
  /** The point that lies on both. */
  readonly base: WorkloadSize;
}

/** `sizes`: numbers of accounts, rising. */
export function curvesOf(sizes: readonly number[]): Curves {
  const baseAccounts = sizes.includes(BASE_ACCOUNTS) ? BASE_ACCOUNTS : sizes[sizes.length >> 1]!;
  const accounts = sizes.map((size) => sizeOf(size, BASE_DAYS));
  const base = accounts.find((size) => size.accounts === baseAccounts)!;
  const days = DAYS.map((count) => (count === BASE_DAYS ? base : sizeOf(baseAccounts, count)));
  return { accounts, days, base };
}

function sizeOf(accounts: number, days: number): WorkloadSize {
  const perAccount = Math.round((SIGNALS_PER_ACCOUNT * days) / BASE_DAYS);
  const signals = accounts * Math.max(SIGNALS_PER_ACCOUNT_MIN, perAccount);
  return { signals, accounts, users: USERS_PER_ACCOUNT * accounts, days };
}

/** Every point once. */
export function pointsOf({ accounts, days }: Curves): WorkloadSize[] {
  return [...new Set([...accounts, ...days])];
}
