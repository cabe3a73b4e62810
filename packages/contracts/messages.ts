import type { PartitionEnd, Tenant } from '@bellwether/domain';

/** As Avro holds it: offsets are longs, which the codec reads as numbers. */
export type WireTenant = Omit<Tenant, 'importEnds'> & {
  readonly importEnds: readonly (Omit<PartitionEnd, 'offset'> & { readonly offset: number })[];
};

/** A tenant's row as `control.tenants` carries it. */
export function tenantToWire(tenant: Tenant): WireTenant {
  return { ...tenant, importEnds: tenant.importEnds.map((end) => ({ ...end, offset: Number(end.offset) })) };
}

/** The inverse of {@link tenantToWire}. */
export function tenantFromWire(wire: WireTenant): Tenant {
  return { ...wire, importEnds: wire.importEnds.map((end) => ({ ...end, offset: BigInt(end.offset) })) };
}

/** One record of `control.scorecards`: `content` is the scorecard as JSON. */
export interface WireScorecard {
  readonly tenantId: string;
  readonly version: number;
  readonly validFrom: number;
  readonly content: string;
  readonly author: string | null;
  readonly publishedAt: number;
}

/** One record of `control.dead-letters`; its key is `deadLetterId`. */
export interface DeadLetter {
  /** `topic/partition/offset`: refusing the same record again gives the same id. */
  readonly deadLetterId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly tenantId: string | null;
  readonly accountId: string | null;
  readonly reason: string;
  readonly detail: string;
  readonly value: Buffer | null;
  readonly service: string;
  readonly deadLetteredAt: number;
}
