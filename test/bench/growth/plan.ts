import type { WorkloadSize } from '../workload/signals.ts';

/** What growth in accounts is compared with, and where growth in days is looked at. */
const BASE_ACCOUNTS = 10_000;

/** One day, so that a million accounts can be caught up with: each further day is one more evaluation of every account. */
const ACCOUNTS_DAYS = 1;
/** Those that say who an account is, when it is first heard of. */
export const OPENING_SIGNALS = 2;
/** Of the most accounts. Beside its {@link OPENING_SIGNALS} there should be something else. */
const SIGNALS_PER_ACCOUNT = 2.1;

const DAYS: readonly number[] = [30, 90, 365];
const SIGNALS_PER_ACCOUNT_AND_MONTH = 4;
const USERS_PER_ACCOUNT = 10;

/** Growing in accounts, with the same number of signals in all, so that it is the accounts that grow. `sizes`: rising. */
export function growingInAccounts(sizes: readonly number[]): WorkloadSize[] {
  const signals = Math.round(SIGNALS_PER_ACCOUNT * sizes.at(-1)!);
  return sizes.map((accounts) => sizeOf(accounts, signals, ACCOUNTS_DAYS));
}

/** Growing in days, signals a day staying the same. */
export function growingInDays(sizes: readonly number[]): WorkloadSize[] {
  const accounts = baseOf(sizes);
  const monthly = SIGNALS_PER_ACCOUNT_AND_MONTH * accounts;
  return DAYS.map((days) => sizeOf(accounts, Math.round((monthly * days) / 30), days));
}

/** Of these numbers of accounts, the one that the others are compared with. */
export function baseOf(sizes: readonly number[]): number {
  return sizes.includes(BASE_ACCOUNTS) ? BASE_ACCOUNTS : sizes[sizes.length >> 1]!;
}

function sizeOf(accounts: number, signals: number, days: number): WorkloadSize {
  return { signals, accounts, users: USERS_PER_ACCOUNT * accounts, days };
}
