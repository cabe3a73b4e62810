import type { WorkloadSize } from '../workload/signals.ts';

/** What growth in accounts is compared with, and where growth in days is looked at. */
const BASE_ACCOUNTS = 10_000;

/** One day, so that a million accounts can be caught up with: each further day is one more evaluation of every account. */
const ACCOUNTS_DAYS = 1;
/** Of the most accounts. The first two signals of an account say who it is; there should be something else. */
const SIGNALS_PER_ACCOUNT = 4;

const DAYS: readonly number[] = [30, 90, 365];
const SIGNALS_PER_ACCOUNT_AND_MONTH = 4;
const USERS_PER_ACCOUNT = 10;

export interface Curves {
  /** Growing in accounts, with the same number of signals in all, so that it is the accounts that grow. */
  readonly accounts: readonly WorkloadSize[];
  /** What they are compared with. */
  readonly base: WorkloadSize;
  /** Growing in days, signals a day staying the same. */
  readonly days: readonly WorkloadSize[];
}

/** `sizes`: numbers of accounts, rising. */
export function curvesOf(sizes: readonly number[]): Curves {
  const baseAccounts = sizes.includes(BASE_ACCOUNTS) ? BASE_ACCOUNTS : sizes[sizes.length >> 1]!;
  const signals = SIGNALS_PER_ACCOUNT * sizes.at(-1)!;
  const accounts = sizes.map((count) => sizeOf(count, signals, ACCOUNTS_DAYS));
  const monthly = SIGNALS_PER_ACCOUNT_AND_MONTH * baseAccounts;
  return {
    accounts,
    base: accounts.find((size) => size.accounts === baseAccounts)!,
    days: DAYS.map((days) => sizeOf(baseAccounts, Math.round((monthly * days) / 30), days)),
  };
}

function sizeOf(accounts: number, signals: number, days: number): WorkloadSize {
  return { signals, accounts, users: USERS_PER_ACCOUNT * accounts, days };
}
