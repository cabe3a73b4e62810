import { dayOf, type Instant } from '../../time/days.ts';

/** A dated entry of a configuration, for the accounts that are as it says. */
export interface DatedEntry {
  readonly from?: string | undefined;
  readonly tenant?: string | undefined;
  readonly segment?: string | undefined;
  readonly touchModel?: string | undefined;
}

export interface AccountAt {
  readonly tenantId: string;
  readonly asOf: Instant;
  readonly segment: string | null;
  readonly touchModel?: string | null;
}

/** Of the entries that are in force and fit the account, the last one. */
export function inForce<E extends DatedEntry>(entries: readonly E[], account: AccountAt): E | undefined {
  const day = dayOf(account.asOf);
  return entries.findLast(
    ({ from, tenant, segment, touchModel }) =>
      (from ?? day) <= day &&
      (tenant ?? account.tenantId) === account.tenantId &&
      (segment ?? account.segment) === account.segment &&
      (touchModel === undefined || touchModel === account.touchModel),
  );
}
