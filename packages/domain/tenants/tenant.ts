import type { Instant } from '../time/days.ts';

export interface PartitionEnd {
  readonly topic: string;
  readonly partition: number;
  /** The offset after the last record that belongs to the import. */
  readonly offset: bigint;
}

export type TenantChange = 'created' | 'import-started' | 'import-ended' | 'as-of-moved' | 'erased';

/** One row of `control.tenants`. Every write raises `epoch` by one. */
export interface Tenant {
  readonly tenantId: string;
  readonly epoch: number;
  readonly change: TenantChange;
  /** Null: the tenant lives now. Else always the close of a UTC day, at which it is frozen. */
  readonly asOf: Instant | null;
  readonly importing: boolean;
  /** While importing: who may end the import once this has passed. */
  readonly leaseUntil: Instant | null;
  /** The epoch under which the last import ended: the first decision at or above it is `initial`. */
  readonly importEndedEpoch: number | null;
  /** Where the last import ended, for every signals partition; empty when there was none. */
  readonly importEnds: readonly PartitionEnd[];
  readonly changedAt: Instant;
}

export function asOfFor(tenant: Tenant, now: Instant): Instant {
  return tenant.asOf ?? now;
}

/** A tenant nobody has written a row for: it lives now, under epoch 0. */
export function implicitTenant(tenantId: string): Tenant {
  return {
    tenantId,
    epoch: 0,
    change: 'created',
    asOf: null,
    importing: false,
    leaseUntil: null,
    importEndedEpoch: null,
    importEnds: [],
    changedAt: 0,
  };
}

/** The row that ends an import: every account of the tenant is due, and looked at once it is whole. */
export function endedImport(old: Tenant, importEnds: readonly PartitionEnd[], now: Instant): Tenant {
  const epoch = old.epoch + 1;
  return {
    ...old,
    epoch,
    change: 'import-ended',
    importing: false,
    leaseUntil: null,
    importEndedEpoch: epoch,
    importEnds,
    changedAt: now,
  };
}

/** The row from which on a tenant is looked at from the close of another day; null: from now. Every account of it is due. */
export function movedAsOf(old: Tenant, asOf: Instant | null, now: Instant): Tenant {
  return { ...old, epoch: old.epoch + 1, change: 'as-of-moved', asOf, changedAt: now };
}
